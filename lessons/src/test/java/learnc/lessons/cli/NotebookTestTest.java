package learnc.lessons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;

/// `learnc notebook test`: lessons with nobody watching.
@RootTest
@Timeout(1800)
class NotebookTestTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-headless-" + ProcessHandle.current().pid());

    @TempDir
    Path folder;

    @AfterAll
    static void nothingIsLeft() throws IOException {
        Files.deleteIfExists(SANDBOXES);
    }

    private Path lesson(String name, String text) throws IOException {
        Path file = folder.resolve(name).resolve("lesson.adoc");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "= A title\n\n" + text);
    }

    private static String cell(String id, String source) {
        return "[source#" + id + "%live,java]\n----\n" + source + "\n----\n\n";
    }

    private static int run(StringWriter out, Object... words) {
        var line = new CommandLine(new NotebookTest()).setOut(new PrintWriter(out, true));
        String[] all = new String[words.length + 2];
        all[0] = "--sandboxes";
        all[1] = SANDBOXES.toString();
        for (int i = 0; i < words.length; i++) {
            all[i + 2] = words[i].toString();
        }
        return line.execute(all);
    }

    @Test
    void a_lesson_that_keeps_its_promises_passes() throws IOException {
        Path file = lesson("41-good", cell("one", "int four = 2 + 2;") + cell("two", "four // => 4"));
        var out = new StringWriter();
        assertEquals(0, run(out, file));
        assertEquals("ok      " + file + "  2 of 2 cells\n", out.toString());
    }

    @Test
    void a_broken_promise_fails_with_its_line_and_the_cells_behind_it_run_too() throws Exception {
        Path good = lesson("41-good", cell("one", "1 // => 1"));
        Path bad = lesson("42-bad", cell("wrong", "System.out.println(\"<said>\\u0001\");\n2 + 2 // => 5") + cell("thrown", "throw new IllegalStateException(\"oh & no\")") + cell("right", "3 // => 3"));
        Path junit = folder.resolve("results.xml");
        var out = new StringWriter();
        assertEquals(1, run(out, "--junit", junit, good, bad.getParent()));
        assertTrue(out.toString().contains("FAILED  " + bad + ":5  wrong\n        promised 5, got 4"), out.toString());
        assertTrue(out.toString().contains("FAILED  " + bad + "  1 of 3 cells"), out.toString());
        Document results = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertEquals(2, results.getElementsByTagName("testsuite").getLength());
        var suite = (Element) results.getElementsByTagName("testsuite").item(1);
        assertEquals("42-bad 3 2", suite.getAttribute("name") + " " + suite.getAttribute("tests") + " " + suite.getAttribute("failures"));
        assertTrue(suite.getAttribute("timestamp").matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z"), suite.getAttribute("timestamp"));
        assertEquals(3, suite.getElementsByTagName("testcase").getLength());
        assertEquals(2, suite.getElementsByTagName("failure").getLength());
        assertEquals("promised 5, got 4", ((Element) suite.getElementsByTagName("failure").item(0)).getAttribute("message"));
        assertTrue(suite.getElementsByTagName("system-out").item(0).getTextContent().startsWith("<said>"), "what was printed is kept");
    }

    @Test
    void a_cell_that_ends_its_machine_fails() throws IOException {
        Path file = lesson("43-exit", cell("exit", "System.exit(0)"));
        var out = new StringWriter();
        assertEquals(1, run(out, file));
        assertTrue(out.toString().contains("has ended"), out.toString());
    }
}
