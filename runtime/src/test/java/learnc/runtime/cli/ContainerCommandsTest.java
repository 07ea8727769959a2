package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands about containers, as a user meets them: whole processes, with their output and exit codes.
@RootTest
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ContainerCommandsTest {

    @TempDir
    Path folder;

    private Places places;
    private Process background;

    private record Ended(int exitCode, String out, String err) {
    }

    @BeforeEach
    void putImage() throws IOException {
        // The users of a container with mapped users must be able to pass.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        places = new Places(folder + "/root", folder + "/run");
        BusyboxImage.putInto(places);
    }

    @AfterEach
    void endTheBackground() throws InterruptedException, IOException {
        if (background != null) {
            background.destroyForcibly().waitFor();
        }
        learnc("cleanup");
    }

    @Test
    void the_program_gets_its_words_its_variables_and_its_exit_code_is_learncs() throws IOException, InterruptedException {
        Ended ended = learnc("run", "--network", "none", "-e", "A=b c", BusyboxImage.NAME, "sh", "-c", "echo \"$A|$FROM_IMAGE|$1|$#\"; echo oops >&2; exit 7", "x", "two words", "");
        assertEquals(new Ended(7, "b c|yes|two words|2\n", "oops\n"), ended);
    }

    @Test
    void bytes_of_the_command_line_survive_a_locale_that_cannot_read_them() throws IOException, InterruptedException {
        Ended ended = learnc(Map.of("LC_ALL", "C", "TOWN", "Köln"), "run", "--network", "none", "-e", "TOWN", BusyboxImage.NAME, "sh", "-c", "echo \"$1 $TOWN\"", "x", "äö€");
        assertEquals(new Ended(0, "äö€ Köln\n", ""), ended);
    }

    @Test
    void the_images_own_command_runs_when_none_is_given_and_standard_input_is_handed_on_only_if_asked() throws IOException, InterruptedException {
        assertEquals(new Ended(0, "", ""), learnc("run", "--network", "none", BusyboxImage.NAME, "cat"));
        Process process = start(Map.of(), "run", "-i", "--network", "none", BusyboxImage.NAME);
        process.getOutputStream().write("echo from $0; exit 3\n".getBytes());
        process.getOutputStream().close();
        assertEquals(new Ended(3, "from sh\n", ""), end(process));
    }

    @Test
    void ps_shows_a_container_from_start_to_end_and_exec_runs_beside_it() throws IOException, InterruptedException {
        background = runInBackground("web");
        String row = learnc("ps").out().lines().filter(line -> line.endsWith("   web")).findFirst().orElseThrow();
        assertTrue(row.matches("[0-9a-f]{12}   test/busybox:1   \"sleep 1000\"   \\d+ seconds? ago +Up \\d+ seconds? +web"), row);
        String id = learnc("ps", "-q").out().strip();
        assertTrue(row.startsWith(id), id);
        assertTrue(learnc("ps", "--json").out().contains("\"status\" : \"running\""));

        Ended beside = learnc("exec", "-e", "B=2", id, "sh", "-c", "echo $FROM_IMAGE $A $B; hostname; ps | grep -c 'sleep 1000$'; exit 9");
        assertEquals(new Ended(9, "yes 1 2\n" + id + "\n1\n", ""), beside);
        assertEquals(127, learnc("exec", "web", "no-such-program").exitCode());
        assertEquals(2, learnc("exec", "web").exitCode());

        background.destroyForcibly().waitFor();
        await(() -> out("ps").contains("abandoned"));
        Ended gone = learnc("exec", "web", "true");
        assertEquals(new Ended(125, "", "learnc: no container \"web\" runs\n  try: `learnc ps` lists those that do\n"), gone);
    }

    @Test
    void two_containers_cannot_have_the_same_name() throws IOException, InterruptedException {
        background = runInBackground("one");
        Ended second = learnc("run", "--network", "none", "--name", "one", BusyboxImage.NAME, "true");
        assertEquals(125, second.exitCode());
        assertTrue(second.err().startsWith("learnc: the name \"one\" is taken by container "), second.err());
    }

    @Test
    void cleanup_shows_first_leaves_the_living_alone_and_takes_the_dead_away() throws IOException, InterruptedException {
        background = runInBackground("alive");
        assertEquals(new Ended(0, "", ""), learnc("cleanup"));
        background.destroyForcibly().waitFor();
        await(() -> out("ps").contains("abandoned"));
        String shown = learnc("cleanup", "--dry-run").out();
        assertTrue(shown.contains("\n  mount " + places.run() + "/containers/"), shown);
        assertTrue(learnc("ps").out().contains("abandoned"));
        assertTrue(learnc("cleanup").out().matches("[0-9a-f]{64}: nothing is left\n"));
        assertEquals(1, learnc("ps").out().lines().count());
    }

    @Test
    void cleanup_all_ends_running_containers_but_not_without_being_sure() throws IOException, InterruptedException {
        background = runInBackground("alive");
        Ended unsure = learnc("cleanup", "--all");
        assertEquals(2, unsure.exitCode());
        assertTrue(unsure.err().startsWith("learnc: --all ends 1 containers that run: add --force"), unsure.err());
        assertEquals(0, learnc("cleanup", "--all", "--force").exitCode());
        assertEquals(137, end(background).exitCode());
        assertEquals(1, learnc("ps").out().lines().count());
    }

    @Test
    void each_stage_can_be_tried_alone() throws IOException, InterruptedException {
        assertTrue(learnc("stage", "pull", BusyboxImage.NAME).out().startsWith("image     docker.io/test/busybox:1\n"));
        String rootfs = learnc("stage", "unpack", BusyboxImage.NAME).out().strip();
        assertTrue(Files.isExecutable(Path.of(rootfs, "bin/busybox")), rootfs);
        String namespaces = learnc("stage", "namespaces", rootfs).out();
        for (String kind : List.of("mnt", "pid", "uts", "ipc", "net")) {
            assertTrue(namespaces.matches("(?s).*" + kind + ":\\[\\d+]  its own, the host has " + kind + ":\\[\\d+]\n.*"), namespaces);
        }
        assertTrue(namespaces.contains("outside, 1 inside"), namespaces);
        String mapped = learnc("stage", "namespaces", "--userns").out();
        assertTrue(mapped.matches("user:\\[\\d+]  its own(?s).*"), mapped);
        String cgroups = learnc("stage", "cgroups", "--memory", "64m").out();
        assertTrue(cgroups.contains(" = 67108864\n"), cgroups);
        String network = learnc("stage", "network", "--network", "none").out();
        assertTrue(network.contains("127.0.0.1"), network);
        assertEquals(new Ended(5, "1\n", ""), learnc("stage", "exec", rootfs, "sh", "-c", "echo $$; exit 5"));
        assertTrue(learnc("cleanup").out().endsWith(": nothing is left\n"));
        assertFalse(Files.exists(Path.of(rootfs)));
    }

    @Test
    void completion_knows_every_command_and_option() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("completion"), learnc("completion", "bash").out());
        Process bash = new ProcessBuilder("bash", "-c", "compopt() { :; }; . " + script
                + "; COMP_WORDS=(learnc run --memo); COMP_CWORD=2; _complete_learnc; echo ${COMPREPLY[@]}"
                + "; COMP_WORDS=(learnc cl); COMP_CWORD=1; _complete_learnc; echo ${COMPREPLY[@]}").start();
        assertEquals(new Ended(0, "--memory\ncleanup\n", ""), end(bash));
    }

    private Process runInBackground(String name) throws IOException {
        Process run = start(Map.of(), "run", "--name", name, "-e", "A=1", "--network", "none", BusyboxImage.NAME, "sleep", "1000");
        await(() -> out("ps").contains("Up "));
        return run;
    }

    private String out(String... words) {
        try {
            return learnc(words).out();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Ended learnc(String... words) throws IOException, InterruptedException {
        return learnc(Map.of(), words);
    }

    private Ended learnc(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return end(start(environment, words));
    }

    private Process start(Map<String, String> environment, String... words) throws IOException {
        var all = new HashMap<>(environment);
        all.put("LEARNC_ROOT", places.root());
        all.put("LEARNC_RUN", places.run());
        return LearncProcess.start(all, words);
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
        }
    }
}
