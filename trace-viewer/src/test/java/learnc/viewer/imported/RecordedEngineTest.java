package learnc.viewer.imported;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import learnc.viewer.imported.Logs.Imported;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Other engines of this machine, recorded by its strace now. Whether the container was recognised is asked of the engine, which
/// writes the number of its process into a file.
@RootTest
@Timeout(300)
class RecordedEngineTest {

    private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final String id = "learnc-import-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @BeforeEach
    void bundle() throws Exception {
        neededProgram("strace", "strace");
        neededProgram("runc", "runc");
        needed(Files.exists(BUSYBOX), "no static shell: apt-get install busybox-static");
        Path bin = Files.createDirectories(folder.resolve("rootfs/bin"));
        for (String mountPoint : List.of("proc", "dev", "sys", "etc")) {
            Files.createDirectories(folder.resolve("rootfs").resolve(mountPoint));
        }
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        Files.createSymbolicLink(bin.resolve("true"), Path.of("busybox"));
        assertEquals(0, new ProcessBuilder("runc", "spec").directory(folder.toFile()).start().waitFor());
        var config = (ObjectNode) new ObjectMapper().readTree(folder.resolve("config.json").toFile());
        var process = (ObjectNode) config.get("process");
        process.put("terminal", false).putArray("args").add("/bin/true");
        process.remove("rlimits");
        new ObjectMapper().writeValue(folder.resolve("config.json").toFile(), config);
    }

    private Imported recorded(List<String> before, List<String> furtherOptions, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path said = folder.resolve("said");
        var words = new ArrayList<>(before);
        words.addAll(List.of("strace", "-f", "-yy", "-ttt", "-T", "-o", log.toString()));
        words.addAll(furtherOptions);
        words.add("--");
        words.addAll(List.of(command));
        Process strace = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean hasEnded = strace.waitFor(150, TimeUnit.SECONDS);
        if (!hasEnded) {
            strace.destroy();
        }
        assertTrue(hasEnded && strace.exitValue() == 0, Files.readString(said));
        return Imported.of(log);
    }

    /// An engine that cannot run here at all is no failure of ours.
    private void neededToWork(List<String> before, String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(before);
        words.addAll(List.of(command));
        Path said = folder.resolve("said");
        Process engine = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean hasEnded = engine.waitFor(200, TimeUnit.SECONDS);
        if (!hasEnded) {
            engine.destroy();
        }
        needed(hasEnded && engine.exitValue() == 0, command[0] + " itself does not work here: " + Files.readString(said));
    }

    private static List<String> withoutHybridGroups() {
        return Files.exists(UNIFIED) ? List.of("unshare", "--mount", "sh", "-c", "umount " + UNIFIED + "; exec \"$@\"", "sh") : List.of();
    }

    private void check(Imported imported, Set<String> stages) throws IOException {
        assertTrue(imported.remarks().stream().allMatch(remark -> remark.endsWith("lines are no system calls (signals, exits, dumps) and were left out")),
                imported.remarks().toString());
        Set<String> found = imported.events().stream().map(Event::stage).collect(Collectors.toSet());
        assertTrue(found.containsAll(stages), found.toString());
        List<Event> programs = imported.in("exec").stream().filter(event -> event.systemCall().equals("execve")).toList();
        assertEquals(1, programs.size(), programs.toString());
        assertEquals(Files.readString(folder.resolve("pid")).strip(), Integer.toString(programs.getFirst().pid()));
        assertEquals(Set.of(1), imported.in("payload").stream().map(Event::pidInside).collect(Collectors.toSet()));
        assertEquals("exit_group", imported.in("payload").getLast().systemCall());
        assertEquals(List.of("namespaces"), imported.of("pivot_root").stream().map(Event::stage).distinct().toList());
        assertTrue(imported.in("cgroups").stream().anyMatch(event -> event.systemCall().equals("write")
                && event.arguments().getFirst().text().endsWith("/cgroup.procs>")), "it joins a group");
    }

    private String[] runtime(String engine, String name) {
        return new String[] {engine, "--root", folder.resolve("state").toString(), "run", "--pid-file", folder.resolve("pid").toString(), name};
    }

    private String[] podman(String name) {
        String podman = folder.resolve("podman").toString();
        return new String[] {"podman", "--root", podman, "--runroot", podman + "-run", "--cgroup-manager", "cgroupfs", "--events-backend", "file", "--runtime", "runc",
            "run", "--rm", "--name", name, "--network", "none", "--ulimit", "nofile=1024:20000", "--ulimit", "nproc=9000:9000", "--pidfile",
            folder.resolve("pid").toString(), "--rootfs", folder.resolve("rootfs") + ":O", "true"};
    }

    @Test
    void runc_is_recognised() throws Exception {
        check(recorded(List.of(), List.of(), runtime("runc", id)), Set.of("runc", "namespaces", "cgroups", "network", "exec", "payload"));
    }

    @Test
    void crun_is_recognised_with_everything_that_strace_can_say() throws Exception {
        neededProgram("crun", "crun");
        neededToWork(withoutHybridGroups(), runtime("crun", id + "-first"));
        check(recorded(withoutHybridGroups(), List.of("-Y", "-v", "-s", "65536", "--decode-pids=pidns"), runtime("crun", id)),
                Set.of("crun", "namespaces", "cgroups", "exec", "payload"));
    }

    @Test
    void podman_is_recognised_with_its_overlay() throws Exception {
        neededProgram("podman", "podman");
        neededToWork(List.of(), podman(id + "-first"));
        Files.deleteIfExists(folder.resolve("pid"));
        check(recorded(List.of(), List.of("-Y"), podman(id)), Set.of("podman", "unpack", "namespaces", "cgroups", "network", "exec", "payload"));
    }
}
