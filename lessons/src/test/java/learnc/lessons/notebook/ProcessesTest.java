package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import learnc.lessons.cell.LeftMachines;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The processes of `learnc notebook`: who may what, and what happens when one of them is killed.
@RootTest
@Timeout(240)
class ProcessesTest {

    private static final String LESSON = "01-small";
    private static final List<String> NOT_NEEDED = List.of("jruby", "asciidoctor", "archunit", "junit", "surefire", "opentest4j", "apiguardian", "jspecify");

    private final Path place = Path.of("/run/learnc-test-k" + ProcessHandle.current().pid());
    /// Short: the path of a socket has at most 108 bytes.
    private final Path sandboxes = place.resolve("s");
    private final Path student = place.resolve("student");
    private Process keeper;
    private BufferedReader said;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(place.resolve("lessons").resolve(LESSON));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(place.resolve("lessons").resolve(LESSON).resolve("lesson.adoc"), "= Small\n\n[source#one%live,java]\n----\nsh(\"id -u\") // => \"0\"\n----\n");
        List<String> command = new ArrayList<>(LearncProcess.command("notebook", "--no-browser", "--folder", student.toString(),
                "--sandboxes", sandboxes.toString(), "--lessons", place.resolve("lessons").toString()));
        command.set(command.indexOf("-cp") + 1, classPathForEverybody());
        // As on a machine with one processor, where one thread carries all virtual ones.
        command.add(1, "-Djdk.virtualThreadScheduler.parallelism=1");
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().remove("SUDO_UID");
        keeper = process.start();
        said = new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
    }

    /// The tests may run from a home that only root may read; the server is to be somebody else.
    private String classPathForEverybody() throws IOException, InterruptedException {
        Path copies = Files.createDirectory(place.resolve("classes"));
        var copied = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (NOT_NEEDED.stream().noneMatch(entry::contains) && Files.exists(Path.of(entry))) {
                Path copy = copies.resolve(copied.size() + "-" + Path.of(entry).getFileName());
                assertEquals(0, new ProcessBuilder("cp", "-r", entry, copy.toString()).inheritIO().start().waitFor());
                copied.add(copy.toString());
            }
        }
        assertEquals(0, new ProcessBuilder("chmod", "-R", "a+rX", copies.toString()).inheritIO().start().waitFor());
        return String.join(":", copied);
    }

    @AfterEach
    void removeAll() throws Exception {
        keeper.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        keeper.destroyForcibly().waitFor();
        LeftMachines.takeBack(sandboxes, false);
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private Client tab() throws Exception {
        return new Client(URI.create(said.readLine()), LESSON, "first");
    }

    private ProcessHandle server() throws IOException {
        for (ProcessHandle child : keeper.children().toList()) {
            if (Files.readString(Path.of("/proc/" + child.pid() + "/cmdline")).contains("ServerProcess")) {
                return child;
            }
        }
        throw new AssertionError("no server below " + keeper.pid());
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(sandboxes)) {
            return folders.toList();
        }
    }

    private static void hasNoRights(Path status) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(status);
        } catch (IOException ended) {
            assertTrue(Files.notExists(status), () -> status + ": " + ended);
            return;
        }
        hasNoRights(status, lines.stream().map(line -> line.replaceAll("\\s+", " ").strip()).toList());
    }

    private static void hasNoRights(Path status, List<String> lines) {
        assertTrue(lines.containsAll(List.of("Uid: 65534 65534 65534 65534", "Gid: 65534 65534 65534 65534", "Groups:", "NoNewPrivs: 1", "CapInh: 0000000000000000",
                "CapPrm: 0000000000000000", "CapEff: 0000000000000000", "CapBnd: 0000000000000000", "CapAmb: 0000000000000000")), () -> status + ": " + lines);
    }

    @Test
    void the_server_has_no_rights_and_the_cells_are_roots_in_a_sandbox() throws Exception {
        try (Client tab = tab()) {
            JsonNode cell = tab.run("one");
            assertEquals("ok", cell.path("status").asText(), cell::toString);
            Path tasks = Path.of("/proc/" + server().pid() + "/task");
            try (Stream<Path> threads = Files.list(tasks)) {
                for (Path thread : threads.toList()) {
                    hasNoRights(thread.resolve("status"));
                }
            }
            hasNoRights(Path.of("/proc/" + server().pid() + "/status"));
            assertEquals(List.of(), LeftMachines.takeBack(sandboxes, true), "what is in use is not left over");
            assertEquals(65534, Files.getAttribute(student, "unix:uid"));
        }
    }

    @Test
    void a_machine_that_resists_is_killed_while_another_one_is_warm() throws Exception {
        try (Client tab = tab()) {
            tab.run("one");
            tab.edit("one", "System.out.println(\"begun\"); new java.util.concurrent.Semaphore(0).acquireUninterruptibly();", Long.MAX_VALUE);
            tab.post("run", "cells", List.of("one"));
            tab.await(event -> event.name().equals("output"));
            tab.post("interrupt");
            tab.post("kill");
            tab.await("one", "interrupted");
            assertEquals("ok", tab.run("one", "1 + 1").path("status").asText());
        }
    }

    @Test
    void when_the_server_is_killed_nothing_is_left_but_what_was_typed() throws Exception {
        try (Client tab = tab()) {
            tab.run("one");
            tab.edit("one", "\"typed\"", Long.MAX_VALUE);
            server().destroyForcibly();
            keeper.waitFor();
            assertEquals(List.of(), folders());
            assertTrue(Files.readString(student.resolve(LESSON).resolve("lesson.adoc")).contains("\"typed\""));
        }
    }

    @Test
    void when_the_keeper_is_killed_the_server_ends_and_cleanup_removes_what_is_left() throws Exception {
        try (Client tab = tab()) {
            tab.run("one");
            ProcessHandle server = server();
            List<ProcessHandle> others = keeper.descendants().toList();
            keeper.destroyForcibly().waitFor();
            server.onExit().join();
            for (ProcessHandle other : others) {
                other.onExit().join();
            }
            List<Path> left = folders();
            assertTrue(!left.isEmpty());
            assertEquals(left.stream().sorted().toList(), LeftMachines.takeBack(sandboxes, false));
            assertEquals(List.of(), folders());
            for (Path folder : left) {
                assertTrue(Files.notExists(Path.of("/sys/fs/cgroup/pids/learnc").resolve(folder.getFileName())));
            }
        }
    }
}
