package learnc.runtime.leftovers;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import learnc.runtime.BusyboxImage;
import learnc.runtime.RootTest;
import learnc.runtime.leftovers.Playground.Ended;
import learnc.runtime.stage.SameAsRuncTest;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shell script made from a trace makes the same container as learnc: a program inside cannot tell the two apart, and nothing is
/// left of either. Each line of what the program sees is compared; there is no list of exceptions.
@RootTest
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DoItYourselfTest {

    private static final List<String> TOOLS = List.of("sh", "cat", "cut", "echo", "env", "find", "grep", "head", "hostname", "id", "ip", "ls", "readlink", "sed", "sleep",
            "sort", "stat", "touch", "tr");

    /// The program of the comparison with runc, and what that one leaves out: limits and network.
    private static final String PROBE = SameAsRuncTest.PROBE + """
            for f in memory.limit_in_bytes memory.memsw.limit_in_bytes memory.max cpu.cfs_quota_us cpu.cfs_period_us cpu.max pids.max devices.list; do
                find /sys/fs/cgroup -name $f | sort | while read -r p; do echo "group-$p $(tr '\\n' ',' <$p)"; done
            done
            echo "groups $(tr '\\n' ',' </proc/self/cgroup)"
            ip address | sed 's/@if[0-9]*//; s/^ *\\([a-z0-9]*\\):* /address-\\1 /'
            ip route | sed 's/^/route /'
            cat /etc/hosts /etc/hostname /etc/resolv.conf | sed 's/^/name-file /'
            sed 's/^/content /' /etc/hosts
            echo "top $(ls -a / | tr '\\n' ' ')"
            exit 7
            """;

    private static final String VOLUME = "it's$HOME";

    @TempDir
    static Path folder;

    private static Playground playground;
    private static Census before;
    private static Path inner;

    @BeforeAll
    static void unpackTheImageOnce() throws IOException, InterruptedException {
        for (String program : List.of("unshare", "setpriv", "mount")) {
            neededProgram(program, "util-linux");
        }
        neededProgram("ip", "iproute2");
        neededProgram("nft", "nftables");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        playground = new Playground(folder);
        assertEquals(new Ended(0, "", ""), playground.learnc("run", BusyboxImage.NAME, "true").end());
        makeTools();
        mountBelow(folder.resolve(VOLUME));
        before = playground.census(null);
    }

    private static void makeTools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(Path.of("/usr/bin/busybox"), tools.resolve("busybox"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("busybox"));
        }
        Path out = Files.createDirectories(folder.resolve("out"));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /// So that a volume has something mounted in it.
    private static void mountBelow(Path volume) throws IOException, InterruptedException {
        inner = Files.createDirectories(volume.resolve("in it"));
        assertEquals(0, new ProcessBuilder("mount", "-t", "tmpfs", "learnc-test", inner.toString()).start().waitFor());
    }

    @AfterAll
    static void removePlayground() throws IOException, InterruptedException {
        if (inner != null) {
            new ProcessBuilder("umount", inner.toString()).start().waitFor();
        }
        if (playground != null) {
            playground.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain   | --network none
            limited | -p 8091:80 --memory 64m --cpus 0.5 --pids-limit 64
            volumes | --network none --read-only --tmpfs /scratch:size=1m,mode=1770 -v FOLDER/it's$HOME:/host/it's`id`:ro -v FOLDER/out:/more
            user    | --network none -u 1000:100 --group-add 77 -e A=$(id)'" -w /work/deep --cap-drop NET_RAW --cap-drop CHOWN --hostname box
            all     | --network none --cap-add ALL --security-opt no-new-privileges=false
            mapped  | --network none --userns=100000:65536
            """)
    void a_program_in_the_container_of_the_script_sees_the_same(String name, String options) throws Exception {
        Path trace = folder.resolve(name + ".jsonl");
        assertEquals(new Ended(7, "", ""), playground.learnc(command(trace, options)).end());
        playground.noteContainerIn(trace);
        Map<String, String> ours = seen();
        assertNothingLeft("of learnc's own container");

        Path script = folder.resolve(name + ".sh");
        assertEquals(new Ended(0, "", ""), playground.learnc("trace", "export", "--format", "sh", "-o", script.toString(), trace.toString()).end());
        assertEquals("7 ", ended(script));
        assertEquals("", differences(ours, seen()));
        assertNothingLeft("of the script's container");
        assertCommandsAreValid(trace, Files.createDirectories(folder.resolve(name + ".commands")));
    }

    @Test
    void a_script_that_is_ended_early_takes_everything_back() throws Exception {
        Path trace = folder.resolve("ended.jsonl");
        Path quick = Files.createFile(folder.resolve("out/quick"));
        Path here = folder.resolve("out/here");
        assertEquals(new Ended(0, "", ""), playground.learnc(command(trace, "-p 8092:80 --memory 64m", "touch /out/here; [ -e /out/quick ] || sleep 1000")).end());
        playground.noteContainerIn(trace);
        Path script = folder.resolve("ended.sh");
        assertEquals(new Ended(0, "", ""), playground.learnc("trace", "export", "--format", "sh", "-o", script.toString(), trace.toString()).end());
        Files.delete(quick);
        Files.delete(here);
        Process shell = playground.startInItsNetwork(folder.resolve("said").toFile(), "sh", script.toString());
        while (!Files.exists(here) && shell.isAlive()) {
            Thread.sleep(10);
        }
        shell.destroy();
        assertTrue(shell.waitFor(200, TimeUnit.SECONDS));
        assertEquals(143, shell.exitValue(), Files.readString(folder.resolve("said")));
        Files.delete(here);
        assertNothingLeft("of a container that was ended");
    }

    private static String[] command(Path trace, String options) {
        return command(trace, options, PROBE);
    }

    private static String[] command(Path trace, String options, String program) {
        var words = new ArrayList<>(List.of("run", "--explain", "--trace=" + trace, "-v", folder.resolve("tools") + ":/tools:ro", "-v", folder.resolve("out") + ":/out", "-e", "PATH=/tools:/bin"));
        words.addAll(List.of(options.replace("FOLDER", folder.toString()).split(" +")));
        words.addAll(List.of(BusyboxImage.NAME, "sh", "-c", program));
        return words.toArray(String[]::new);
    }

    private static Map<String, String> seen() throws IOException {
        Path text = folder.resolve("out/text");
        Map<String, String> fields = SameAsRuncTest.fields(Files.readString(text));
        assertTrue(fields.size() > 90, "the probe has seen only " + fields);
        Files.delete(text);
        return fields;
    }

    /// The script's exit code, and what it has said.
    private static String ended(Path script) throws IOException, InterruptedException {
        File said = folder.resolve("said").toFile();
        Process shell = playground.startInItsNetwork(said, "sh", script.toString());
        assertTrue(shell.waitFor(200, TimeUnit.SECONDS));
        return shell.exitValue() + " " + Files.readString(said.toPath());
    }

    private static String differences(Map<String, String> ours, Map<String, String> theirs) {
        var text = new StringBuilder();
        var names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        for (String name : names) {
            if (!String.valueOf(ours.get(name)).equals(String.valueOf(theirs.get(name)))) {
                text.append(name).append("\n  learnc: ").append(ours.get(name)).append("\n  script: ").append(theirs.get(name)).append('\n');
            }
        }
        return text.toString();
    }

    private static void assertNothingLeft(String of) throws InterruptedException {
        assertEquals("", playground.census(before).difference(before), of);
    }

    /// Each call has a command, and a shell understands each.
    private static void assertCommandsAreValid(Path trace, Path commands) throws Exception {
        int done = 0;
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                String shell = event.explanation() == null ? null : event.explanation().shell();
                assertTrue(shell != null && !shell.isBlank(), () -> "no command for " + trace);
                assertTrue(!shell.startsWith("#") || shell.lines().count() == 1, shell);
                done += shell.startsWith("#") ? 0 : 1;
                Files.writeString(commands.resolve(Long.toString(event.sequence())), shell + "\n");
            }
        }
        assertTrue(done > 100, "only " + done + " commands");
        Process check = new ProcessBuilder("sh", "-c", "for f in \"$1\"/*; do sh -n \"$f\" || { echo; cat \"$f\"; }; done", "sh", commands.toString()).redirectErrorStream(true).start();
        assertEquals("", new String(check.getInputStream().readAllBytes()));
    }
}
