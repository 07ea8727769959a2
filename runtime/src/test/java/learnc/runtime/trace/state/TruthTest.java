package learnc.runtime.trace.state;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The state that a trace records is the kernel's own, after each call. The container is run by a Java of its own, whose mounts and
/// network nobody else changes; see [WatchedContainer].
@RootTest
@Timeout(300)
class TruthTest {

    /// What other programs have mounted goes when they like; here it is gone before.
    private static final String ALONE = "ip link set lo up; awk '$5 ~ /^.(tmp|var.tmp|run|dev.shm)./ || $5 ~ /learnc|docker/ {print $5}' /proc/self/mountinfo | tac | "
            + "while read -r mount; do umount -l -- \"$(printf %b \"$mount\")\"; done; ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "bridge", "users"})
    void after_each_call_the_recorded_state_is_the_kernels_own(String container) throws Exception {
        for (String program : List.of("busybox", "capsh", "lsns", "nft", "ip", "nsenter")) {
            neededProgram(program, "busybox libcap2-bin util-linux nftables iproute2");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        String java = String.join(" ", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", "\"$CLASSES\"", WatchedContainer.class.getName(), container, folder.toString());
        ProcessBuilder process = new ProcessBuilder("unshare", "--mount", "--net", "--propagation", "private", "sh", "-c", ALONE + "exec " + java)
                .redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        process.environment().put("CLASSES", System.getProperty("java.class.path"));
        Process run = process.start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), output);
        assertTrue(output.lines().anyMatch(line -> line.matches("0 complaints, \\d{3,} looks")), output);
    }
}
