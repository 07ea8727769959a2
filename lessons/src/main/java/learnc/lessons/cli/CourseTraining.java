package learnc.lessons.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import learnc.lessons.cell.CellAgent;
import learnc.lessons.cell.CellMachine;
import learnc.lessons.keeper.Keeper;
import learnc.lessons.keeper.Person;
import learnc.lessons.notebook.NotebookServer;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.cli.Main;

/// What `./learnc` runs once in the background while Java records which classes the course needs: those of the server, of the
/// compiler, and of the Java machine for cells, all in one process. It is a short visit to a notebook: a page is read, a few
/// cells are run. It works without root, changes nothing of this machine, and may fail without harm.
final class CourseTraining {

    private static final String LESSON = "00-training";
    private static final String CELL = "one";
    private static final int PATIENCE_MILLISECONDS = 60_000;
    private static final int LONGEST_MILLISECONDS = 300_000;
    private static final List<String> CELLS = List.of("int one = 1; one + 1 // => 2", "String word = \\\"x\\\".repeat(3);\\nSystem.out.println(word);\\nword.length() // => 3",
            "record Point(int x, int y) { }\\nnew Point(1, 2)", "int twice(int x) { return 2 * x; }\\ntwice(one)", "int wrong = \\\"text\\\";", "List.of(1, 2).get(7)",
            "List.of(3, 1, 2).stream().map(x -> x + one).sorted().toList()", "new Table(List.of(\\\"a\\\"), List.of(List.of(\\\"b\\\")))", "host.getpid()");

    private CourseTraining() {
    }

    /// Visits a notebook of its own.
    public static void main(String[] words) throws IOException, InterruptedException {
        Main.run("notebook", "--help");
        Main.run("lesson", "ls");
        endInAnyCase();
        Path folder = Files.createTempDirectory("learnc-training");
        try {
            keep(folder);
            visit(folder);
        } finally {
            leave(folder);
        }
    }

    /// Whoever trains holds a lock: it must not be held for ever.
    private static void endInAnyCase() {
        Thread.ofPlatform().daemon().start(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLISECONDS));
            Runtime.getRuntime().halt(1);
        });
    }

    /// The server is not closed: with it the machine for cells would end, which is this one.
    private static void leave(Path folder) throws IOException {
        try {
            remove(folder);
        } finally {
            System.exit(0);
        }
    }

    private static void keep(Path folder) throws IOException, InterruptedException {
        try (var keeper = new Keeper(folder.resolve("sandboxes"), List.of(), new Person("nobody", 65534, 65534, folder), line -> { })) {
            keeper.run(List.of("echo", "say 0 hello"), false);
        }
    }

    private static void visit(Path folder) throws IOException {
        Path lesson = Files.createDirectories(folder.resolve("lessons").resolve(LESSON)).resolve("lesson.adoc");
        Files.writeString(lesson, "= Training\n\n== A part\n\n[source#" + CELL + "%live,java]\n----\n1\n----\n");
        Path home = Path.of(System.getProperty("learnc.home", "."));
        Lesson first = new Lessons(home.resolve("lessons")).all().getFirst();
        String html = Prose.of(home).html(first.folder(), first.text());
        var server = new NotebookServer(new Lessons(folder.resolve("lessons")), folder.resolve("student"), (name, text) -> html, () -> new Here(folder), 0);
        visit(server.address(null));
    }

    private static void visit(URI page) throws IOException {
        for (String file : List.of("", "early.js", "style/all.css", "main.js", "vendor/serif.woff2", "api/lessons", "api/lesson/" + LESSON)) {
            ask(page, "GET", file, "");
        }
        try (Socket events = send(page, "GET", "api/lesson/" + LESSON + "/events", "")) {
            var heard = new BufferedReader(new InputStreamReader(events.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < CELLS.size(); i++) {
                act(page, "edit", "\"cell\":\"" + CELL + "\",\"version\":" + Long.MAX_VALUE + ",\"source\":\"" + CELLS.get(i) + "\"");
                act(page, "run", "\"cells\":[\"" + CELL + "\"]");
                awaitEnd(heard, i + 1);
            }
        }
        String source = ",\"cell\":\"" + CELL + "\",\"source\":\"List.of(\",\"position\":6";
        for (String question : List.of("complete", "documentation", "diagnose")) {
            act(page, question, "\"asks\":true" + source);
        }
        ask(page, "GET", "api/lesson/" + LESSON + "/variables", "");
    }

    private static void awaitEnd(BufferedReader heard, int run) throws IOException {
        String line = heard.readLine();
        while (line != null && !line.matches(".*\"status\":\"(?:ok|error)\",\"count\":" + run + ",.*")) {
            line = heard.readLine();
        }
    }

    private static void act(URI page, String what, String fields) throws IOException {
        ask(page, "POST", "api/lesson/" + LESSON + "/" + what, "{\"tab\":\"training\"," + fields + "}");
    }

    private static void ask(URI page, String method, String file, String body) throws IOException {
        try (Socket socket = send(page, method, file, body)) {
            socket.getInputStream().readAllBytes();
        }
    }

    private static Socket send(URI page, String method, String file, String body) throws IOException {
        var socket = new Socket(page.getHost(), page.getPort());
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + page.getPath() + file + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// A machine for cells that is this one, so that its classes are recorded, too. It ends with the process.
    private record Here(Path folder) implements CellMachine {

        @Override
        public Path meetingPlace() {
            return folder;
        }

        @Override
        public CompletableFuture<String> start() {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    CellAgent.main(new String[] {folder.resolve(SOCKET).toString(), folder.toString()});
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            // The process ends soon.
        }
    }
}
