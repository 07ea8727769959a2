package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import learnc.lessons.cell.SandboxedMachine;
import learnc.lessons.text.Lessons;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What one can do with a notebook, over HTTP and with real cells.
@RootTest
@Timeout(240)
class NotebookTest {

    private static final String NAME = "42-example";
    private static final String LESSON = """
            = An example

            [source#setup%live%setup,java]
            ----
            int base = 40;
            ----

            [source#sum%live,java]
            ----
            base + 2 // => 42
            ----

            [source#fixed%live%locked,java]
            ----
            int six = 6;
            ----

            [source#guess%live%predict,text,choices="five|six",answer="six",because="it says so above"]
            ----
            What is six?
            ----

            [source#free%live,java]
            ----
            six * 7
            ----

            [source#shell%live,console]
            ----
            echo hello; echo "two lines"
            ----
            """;

    private static final Path SANDBOXES = Path.of("/run/learnc-test-notebook-" + ProcessHandle.current().pid());

    @TempDir
    static Path course;
    @TempDir
    static Path home;
    private static Path student;
    private static NotebookServer server;
    private Client tab;

    @BeforeAll
    static void serve() throws IOException {
        Files.createDirectories(SANDBOXES);
        Files.createDirectory(course.resolve(NAME));
        Files.createDirectory(course.resolve("43-broken"));
        Files.writeString(course.resolve(NAME).resolve("lesson.adoc"), LESSON);
        Files.writeString(course.resolve("43-broken").resolve("lesson.adoc"), "= Broken\n\n[source#a%live,java]\n----\n<b>no end</b>\n");
        student = home.resolve("student");
        server = serve(student);
    }

    static NotebookServer serve(Path folder) throws IOException {
        return new NotebookServer(new Lessons(course), folder, (lesson, text) -> "<div class=\"cell\" data-cell=\"sum\"></div>",
                () -> new SandboxedMachine(SANDBOXES, List.of("-Xmx256m"), SandboxedMachine.FOR_READERS), 0);
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        server.close();
        try (Stream<Path> left = Files.list(SANDBOXES)) {
            assertEquals(List.of(), left.toList());
        }
        Files.delete(SANDBOXES);
    }

    @BeforeEach
    void open() throws Exception {
        tab = new Client(server.address(null), NAME, "first");
        tab.post("reset");
        tab.await(event -> event.name().equals("lesson"));
    }

    @AfterEach
    void close() throws Exception {
        tab.post("kill");
        tab.close();
    }

    private static JsonNode output(JsonNode cell, int number) {
        return cell.path("outputs").path(number);
    }

    @Test
    void the_list_has_every_lesson_also_one_that_cannot_be_read() throws Exception {
        JsonNode lessons = tab.get("api/lessons").json().path("lessons");
        assertEquals(List.of(NAME, "43-broken"), Stream.of(lessons.get(0), lessons.get(1)).map(lesson -> lesson.path("name").asText()).toList());
        assertEquals("An example", lessons.get(0).path("title").asText());
        assertEquals(6, lessons.get(0).path("cells").asInt());
        assertTrue(lessons.get(1).path("trouble").asText().contains("no end"), lessons::toString);
    }

    @Test
    void a_lesson_whose_markup_is_broken_is_shown_as_text_with_what_is_wrong() throws Exception {
        JsonNode lesson = tab.get("api/lesson/43-broken").json();
        assertTrue(lesson.path("trouble").path("message").asText().contains("line 4"), lesson::toString);
        assertTrue(lesson.path("raw").asText().endsWith("<b>no end</b>\n"));
        assertEquals(0, lesson.path("cells").size());
    }

    @Test
    void an_edit_is_in_the_students_copy_before_it_is_answered_and_nowhere_else() throws Exception {
        assertFalse(Files.exists(student.resolve(NAME).resolve("lesson.adoc")));
        assertEquals(200, tab.edit("sum", "base + 3\n\tbase", tab.lesson().path("version").asLong()).status());
        assertEquals(LESSON.replace("base + 2 // => 42", "base + 3\n\tbase"), Files.readString(student.resolve(NAME).resolve("lesson.adoc")));
        assertEquals(LESSON, Files.readString(course.resolve(NAME).resolve("lesson.adoc")));
        assertTrue(tab.cell("sum").path("edited").asBoolean());
        JsonNode lines = tab.get("api/lesson/" + NAME + "/diff?cell=sum").json().path("lines");
        assertEquals("-base + 2 // => 42|+base + 3|+\tbase", String.join("|", lines.valueStream().map(line -> line.path("mark").asText() + line.path("text").asText()).toList()));
        assertEquals("base + 2 // => 42", tab.post("reset", "cell", "sum").json().path("source").asText());
        assertEquals(LESSON, Files.readString(student.resolve(NAME).resolve("lesson.adoc")));
    }

    @Test
    void what_the_lesson_needs_as_it_is_cannot_be_edited_or_deleted() throws Exception {
        assertEquals(423, tab.edit("fixed", "int six = 7;", 0).status());
        assertEquals(423, tab.post("delete", "cell", "fixed").status());
        assertEquals(404, tab.edit("nothing", "", 0).status());
        assertEquals(400, tab.post("edit", "cell", "sum").status());
        assertEquals(404, tab.get("api/lesson/99-none").status());
    }

    @Test
    void of_two_tabs_that_change_the_same_cell_the_slower_one_is_told_and_nothing_is_lost() throws Exception {
        long version = tab.lesson().path("version").asLong();
        try (var other = new Client(server.address(null), NAME, "second")) {
            assertEquals(200, tab.edit("sum", "base + 5", version).status());
            Client.Answer late = other.edit("sum", "base + 6", version);
            assertEquals(409, late.status());
            assertEquals("base + 5", late.json().path("source").asText());
            assertEquals("base + 5", other.await(event -> event.name().equals("edited")).data().path("source").asText());
            assertEquals(200, other.edit("free", "six * 8", version).status());
            assertEquals(200, other.edit("sum", "base + 6", late.json().path("version").asLong()).status());
        }
        assertEquals(LESSON.replace("base + 2 // => 42", "base + 6").replace("six * 7", "six * 8"), Files.readString(student.resolve(NAME).resolve("lesson.adoc")));
    }

    @Test
    void a_change_by_another_program_is_seen_and_is_not_written_over() throws Exception {
        long version = tab.lesson().path("version").asLong();
        tab.edit("free", "six * 9", version);
        Path copy = student.resolve(NAME).resolve("lesson.adoc");
        Files.writeString(copy, Files.readString(copy).replace("base + 2 // => 42", "base + 1").replace("= An example", "= Another title"));
        tab.await(event -> event.name().equals("lesson"));
        assertEquals("Another title", tab.lesson().path("title").asText());
        assertEquals("base + 1", tab.edit("sum", "base + 7", version).json().path("source").asText());
        tab.edit("free", "six * 10", tab.lesson().path("version").asLong());
        assertTrue(Files.readString(copy).contains("base + 1") && Files.readString(copy).contains("six * 10"));
    }

    @Test
    void cells_can_be_made_deleted_and_brought_back_to_the_byte() throws Exception {
        String id = tab.post("insert", "after", "sum", "kind", "java").json().path("id").asText();
        assertEquals(200, tab.edit(id, "1 + 1", Long.MAX_VALUE).status());
        Path copy = student.resolve(NAME).resolve("lesson.adoc");
        String before = Files.readString(copy);
        assertTrue(before.contains("base + 2 // => 42\n----\n\n[source#" + id + "%live,java]\n----\n1 + 1\n----\n"), before);
        assertTrue(tab.lesson().path("html").asText().contains("data-cell=\"sum\"></div><div class=\"cell\" data-cell=\"" + id));
        tab.post("delete", "cell", id);
        assertEquals(id, tab.lesson().path("bin").path(0).path("id").asText());
        assertEquals("1 + 1", tab.post("undelete").json().path("source").asText());
        assertEquals(before, Files.readString(copy));
        tab.post("delete", "cell", "setup");
        tab.post("delete", "cell", "sum");
        tab.post("undelete", "cell", "setup");
        tab.post("undelete", "cell", "sum");
        assertEquals(before, Files.readString(copy));
        tab.post("move", "cell", id, "by", -1);
        assertTrue(Files.readString(copy).contains("1 + 1\n----\n\n[source#sum%live"));
        tab.post("move", "cell", id, "by", 1);
        assertEquals(before, Files.readString(copy));
        assertEquals(400, tab.post("move", "cell", "setup", "by", -1).status());
        String first = tab.post("insert", "before", "setup", "kind", "shell").json().path("id").asText();
        assertEquals(first, tab.lesson().path("cells").path(0).path("id").asText());
    }

    @Test
    void a_prediction_is_judged_and_its_answer_is_told_only_then() throws Exception {
        JsonNode question = tab.cell("guess").path("predict");
        assertEquals("{\"question\":\"What is six?\",\"choices\":[\"five\",\"six\"]}", question.toString());
        assertFalse(tab.post("predict", "cell", "guess", "answer", "five").json().path("right").asBoolean());
        JsonNode right = tab.post("predict", "cell", "guess", "answer", " SIX ").json();
        assertTrue(right.path("right").asBoolean() && right.path("text").asText().equals("It is so because it says so above."), right::toString);
        assertEquals("ok", tab.cell("guess").path("status").asText());
    }

    @Test
    void cells_run_in_the_order_in_which_they_are_asked_for_and_tell_what_they_do() throws Exception {
        assertEquals(202, tab.post("run", "cells", List.of("setup", "sum", "fixed", "free", "shell")).status());
        JsonNode shell = tab.await("shell", "ok", "error");
        assertEquals("hello\ntwo lines\n", output(shell, 0).path("text").asText(), shell::toString);
        JsonNode sum = tab.cell("sum");
        assertEquals("{\"kind\":\"promise\",\"expected\":\"42\",\"got\":\"42\",\"kept\":true,\"from\":0,\"to\":8}", output(sum, 0).toString());
        assertEquals("{\"kind\":\"value\",\"name\":\"$1\",\"mime\":\"text/plain\",\"content\":\"42\"}".replace("$1", output(tab.cell("free"), 0).path("name").asText()),
                output(tab.cell("free"), 0).toString());
        assertEquals(List.of("setup", "sum", "fixed", "free", "shell"), tab.heard().stream().filter(event -> event.name().equals("cell") && event.data().path("status").asText().equals("ok"))
                .map(event -> event.data().path("id").asText()).distinct().toList());
        assertTrue(tab.lesson().path("machine").path("valid").asBoolean());
        assertEquals("base", tab.get("api/lesson/" + NAME + "/variables").json().path("variables").path(0).path("name").asText());
        JsonNode history = tab.get("api/lesson/" + NAME + "/history").json().path("history");
        assertEquals("echo hello; echo \"two lines\"", history.path(history.size() - 1).path("source").asText());
        assertTrue(tab.text("api/lesson/" + NAME + "/export/html").contains("id=\"cell-sum\""));
        assertTrue(tab.text("api/lesson/" + NAME + "/export/ipynb").startsWith("{"));
        assertTrue(tab.text("api/lesson/" + NAME + "/export/jsh").contains("base + 2"));
        assertEquals(LESSON, tab.text("api/lesson/" + NAME + "/export/adoc"));
        whatWasRunIsThereAfterARestart();
        whatDependsOnAChangedCellIsStale();
    }

    private void whatWasRunIsThereAfterARestart() throws Exception {
        try (NotebookServer again = serve(student); var other = new Client(again.address(null), NAME, "first")) {
            assertEquals("stale", other.cell("sum").path("status").asText());
            assertEquals(output(tab.cell("sum"), 0), output(other.cell("sum"), 0));
        }
    }

    private void whatDependsOnAChangedCellIsStale() throws Exception {
        tab.run("setup", "int base = 50;");
        assertEquals("stale", tab.cell("sum").path("status").asText());
        assertEquals("ok", tab.cell("free").path("status").asText());
        assertFalse(tab.lesson().path("machine").path("valid").asBoolean());
        JsonNode sum = tab.run("sum");
        assertEquals("error", sum.path("status").asText());
        assertFalse(output(sum, 0).path("kept").asBoolean());
        assertTrue(sum.path("message").asText().startsWith("promised 42, got 52"), sum::toString);
        tab.edit("free", "six * 6", Long.MAX_VALUE);
        assertEquals("stale", tab.cell("free").path("status").asText());
        tab.edit("free", "six * 7", Long.MAX_VALUE);
        assertEquals("ok", tab.cell("free").path("status").asText());
    }

    @Test
    void a_cell_is_stale_when_a_method_that_it_calls_calls_one_that_was_changed() throws Exception {
        tab.run("setup", "int half() { return 21; }\nint whole() { return 2 * half(); }");
        tab.run("sum", "int half() { return 4; }");
        tab.run("fixed");
        assertEquals("8", output(tab.run("free", "whole()"), 0).path("content").asText());
        tab.run("sum", "int half() { return 5; }");
        assertEquals("stale", tab.cell("free").path("status").asText());
        assertEquals("ok", tab.cell("fixed").path("status").asText());
        assertEquals("10", output(tab.run("free"), 0).path("content").asText());
    }

    @Test
    void a_cell_is_stale_when_what_it_reads_is_set_by_a_method_that_another_one_calls() throws Exception {
        tab.run("setup", "int n = 1;\nint other = 1;\nvoid more() { n++; }\nvoid muchMore() { more(); more(); }\nclass Reader { int twice() { return 2 * n; } }");
        tab.run("sum", "muchMore()");
        assertEquals("6", output(tab.run("free", "new Reader().twice()"), 0).path("content").asText());
        tab.run("fixed");
        tab.run("sum");
        assertEquals("stale", tab.cell("free").path("status").asText());
        assertEquals("10", output(tab.run("free"), 0).path("content").asText());
        tab.run("free", "other");
        tab.run("sum");
        assertEquals("ok", tab.cell("free").path("status").asText());
    }

    @Test
    void a_cell_that_has_run_does_not_go_on_waiting() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertEquals("ok", tab.run("free", "1 + " + i).path("status").asText());
        }
    }

    @Test
    void a_deleted_cell_is_still_in_the_bin_after_a_restart_and_comes_back_to_the_byte() throws Exception {
        tab.post("delete", "cell", "free");
        tab.post("delete", "cell", "shell");
        try (NotebookServer again = serve(student); var other = new Client(again.address(null), NAME, "first")) {
            assertEquals("six * 7", other.lesson().path("bin").path(0).path("source").asText());
            assertEquals("shell", other.post("undelete").json().path("id").asText());
            assertEquals("free", other.post("undelete").json().path("id").asText());
            assertEquals(404, other.post("undelete").status());
        }
        assertEquals(LESSON, Files.readString(student.resolve(NAME).resolve("lesson.adoc")));
        // The first server has it in its bin still, but it is in the file again.
        assertEquals(409, tab.post("undelete", "cell", "free").status());
        assertEquals(LESSON, Files.readString(student.resolve(NAME).resolve("lesson.adoc")));
    }

    @Test
    void what_goes_wrong_is_shown_where_it_is() throws Exception {
        JsonNode compiled = output(tab.run("free", "int good = 1;\nint bad = \"text\";"), 1);
        assertEquals("\"text\"", "int good = 1;\nint bad = \"text\";".substring(compiled.path("from").asInt(), compiled.path("to").asInt()));
        assertEquals("compiler.err.prob.found.req", compiled.path("code").asText());
        assertEquals(2, compiled.path("cellLine").asInt());
        JsonNode thrown = output(tab.run("free", "int zero = 0\nint inner(int by) {\n  return 1 / by;\n}\ninner(zero)"), 1);
        assertEquals("ArithmeticException: / by zero", thrown.path("message").asText());
        assertEquals(5, thrown.path("cellLine").asInt(), thrown::toString);
        assertTrue(thrown.path("frames").size() <= 3 && !thrown.path("frames").toString().contains("jdk.internal"), thrown::toString);
        JsonNode asked = tab.post("diagnose", "cell", "free", "source", "int a = base;\nString b = six;").json().path("troubles");
        assertEquals(1, asked.size(), asked::toString);
        assertEquals(2, asked.path(0).path("cellLine").asInt());
        assertEquals(0, tab.post("diagnose", "cell", "sum", "source", "base + 1").json().path("troubles").size());
        assertEquals("{\"troubles\":[]}", tab.post("diagnose", "cell", "deleted-meanwhile", "source", "1").json().toString());
    }

    @Test
    void what_can_be_typed_next_is_known_in_a_cell_that_has_not_run() throws Exception {
        String source = "var words = List.of(\"a\")\nint n = words.si";
        JsonNode completion = tab.post("complete", "cell", "free", "source", source, "position", source.length()).json();
        assertEquals(source.indexOf("si", source.indexOf("words.")), completion.path("from").asInt(), completion::toString);
        assertEquals("size()", completion.path("items").path(0).path("text").asText());
        JsonNode documented = tab.post("documentation", "cell", "free", "source", "mounts(host)", "position", 3).json();
        assertTrue(documented.path("signatures").toString().contains("mounts(Kernel process)"), documented::toString);
    }

    @Test
    void values_are_shown_in_the_form_they_like_best_and_html_without_what_could_act() throws Exception {
        JsonNode ran = tab.run("free", "new Table(List.of(\"a\", \"b\"), List.of(List.of(\"1\", \"<2>\")))");
        JsonNode table = output(ran, 0);
        assertEquals("text/html", table.path("mime").asText(), ran::toString);
        assertTrue(table.path("content").asText().contains("<td>&lt;2&gt;</td>"), table::toString);
        JsonNode shown = tab.run("free", "show(Display.html(\"<b onclick='x()'>ok</b><script>x()</script><img src='http://elsewhere/'><p style='position:fixed'>p</p>\"))\nshow(Display.svg(\"<svg/>\"))");
        assertEquals("<b>ok</b><p>p</p>", output(shown, 0).path("content").asText());
        assertEquals("image/svg+xml", output(shown, 1).path("mime").asText());
        JsonNode trace = output(tab.run("free", "traced(() -> host.getpid())"), 0);
        assertEquals("application/vnd.learnc.trace+jsonl", trace.path("mime").asText());
        assertTrue(trace.path("content").asText().contains("\"syscall\":\"getpid\""), trace::toString);
    }

    @Test
    void a_gigabyte_is_cut_and_the_server_goes_on() throws Exception {
        JsonNode cell = tab.run("free", "var line = \"x\".repeat(1 << 20); for (int i = 0; i < 1024; i++) System.out.print(line)");
        assertEquals("ok", cell.path("status").asText());
        assertTrue(cell.path("outputs").toString().length() < 3 << 20);
        assertTrue(cell.path("outputs").toString().contains("bytes more"));
    }

    @Test
    void a_cell_that_forks_without_end_or_fills_memory_or_disk_harms_nobody_else() throws Exception {
        JsonNode forked = tab.run("free", "sh(\"i=0; while [ $i -lt 1100 ]; do sleep 1000 >/dev/null 2>&1 & i=$((i+1)); done\").contains(\"fork\")");
        assertEquals("true", output(forked, 0).path("content").asText(), forked::toString);
        tab.post("kill");
        JsonNode full = tab.run("free", "var all = new ArrayList<byte[]>(); while (true) all.add(new byte[1 << 24])");
        assertTrue(full.path("outputs").toString().contains("OutOfMemoryError"), full::toString);
        tab.post("kill");
        for (String place : List.of(".", "/tmp", "/dev/shm")) {
            JsonNode written = tab.run("free", "sh(\"dd if=/dev/zero of=%1$s/full bs=1M count=4096 2>&1; rm %1$s/full\")".formatted(place));
            assertTrue(written.path("outputs").toString().contains("No space left on device"), () -> place + written);
        }
        assertTrue(tab.run("free", "new java.io.FileOutputStream(\"/usr/full\")").path("outputs").toString().contains("Read-only file system"));
        assertEquals("ok", tab.run("free", "1 + 1").path("status").asText());
    }

    @Test
    void a_cell_that_never_ends_is_interrupted_and_one_that_resists_is_killed() throws Exception {
        tab.run("setup");
        tab.run("sum");
        tab.edit("free", "System.out.println(\"begun\"); while (true) { Thread.onSpinWait(); }", Long.MAX_VALUE);
        tab.post("run", "cells", List.of("free", "shell"));
        tab.await(event -> event.name().equals("output"));
        tab.post("interrupt");
        assertEquals("interrupted", tab.await("free", "interrupted", "ok", "error").path("status").asText());
        assertEquals("never", tab.cell("shell").path("status").asText());
        assertEquals("ok", tab.run("sum").path("status").asText());

        tab.edit("free", "System.out.println(\"begun\"); while (true) { try { Thread.sleep(5); } catch (Throwable all) { } }", Long.MAX_VALUE);
        tab.post("run", "cells", List.of("free"));
        tab.await(event -> event.name().equals("output"));
        tab.post("interrupt");
        assertEquals("interrupted", tab.await("free", "interrupted", "ok", "error").path("status").asText());

        tab.edit("free", "System.out.println(\"begun\"); new java.util.concurrent.Semaphore(0).acquireUninterruptibly();", Long.MAX_VALUE);
        tab.post("run", "cells", List.of("free"));
        tab.await(event -> event.name().equals("output"));
        tab.post("interrupt");
        tab.await(event -> event.name().equals("machine") && event.data().path("stubborn").asBoolean());
        tab.post("kill");
        assertEquals("interrupted", tab.await("free", "interrupted").path("status").asText());
        // What makes the others possible runs again by itself; the others are stale.
        tab.await("setup", "ok");
        assertEquals("stale", tab.cell("sum").path("status").asText());
        assertEquals("ok", tab.run("sum").path("status").asText());
    }

    @Test
    void the_end_of_the_machine_is_told_and_the_next_cell_has_a_new_one() throws Exception {
        JsonNode cell = tab.run("free", "System.exit(7)");
        assertTrue(cell.path("message").asText().contains("ended"), cell::toString);
        assertEquals("ok", tab.run("free", "1 + 1").path("status").asText());
        tab.run("free", "ProcessHandle.current().pid()");
        // It dies while nothing runs.
        tab.run("free", "new Thread(() -> Runtime.getRuntime().halt(3)).start()");
        tab.await(event -> event.name().equals("machine") && event.data().path("state").asText().equals("lost"));
        assertEquals("ok", tab.run("free", "2 + 2").path("status").asText());
    }

    @Test
    void who_does_not_know_the_word_or_comes_from_elsewhere_gets_nothing() throws Exception {
        assertEquals(403, tab.get("/api/lessons").status());
        assertEquals(403, tab.get("/" + "x".repeat(24) + "/api/lessons").status());
        assertEquals(403, Strangers.said(server.address(null), "Host: evil.example"));
        assertEquals(403, Strangers.said(server.address(null), "Host: 127.0.0.1:" + server.address(null).getPort(), "Origin: http://evil.example"));
        assertEquals(200, Strangers.said(server.address(null), "Host: 127.0.0.1:" + server.address(null).getPort()));
    }

    @Test
    void two_students_have_nothing_in_common() throws Exception {
        Path folder = home.resolve("other");
        try (NotebookServer others = serve(folder); var other = new Client(others.address(null), NAME, "first")) {
            other.edit("sum", "base + 100", Long.MAX_VALUE);
            assertEquals("base + 2 // => 42", tab.cell("sum").path("source").asText());
            assertTrue(Files.exists(folder.resolve(NAME).resolve("lesson.adoc")));
            String word = server.address(null).getPath();
            assertEquals(403, other.get(word + "api/lessons").status());
        }
    }
}
