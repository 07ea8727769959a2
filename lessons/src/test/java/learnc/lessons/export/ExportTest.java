package learnc.lessons.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import learnc.lessons.kit.StartUp;
import learnc.lessons.render.EditedProse;
import learnc.lessons.render.Prose;
import learnc.lessons.site.HtmlChecker;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.Needed;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static final Lesson LESSON = Lessons.of("07", "test", Path.of("lesson.adoc"), """
            = A <title>

            [source#one%live,java]
            ----
            List.of(1 < 2)
              .size()
            ----

            [source#two%live%locked,java]
            ----
            two()
            ----

            [source#shell%live,console]
            ----
            echo "$HOME"
            ----

            [source#guess%live%predict,text,choices="one|two",answer="two",because="it is"]
            ----
            How many `x_y`?
            ----
            """);
    private static final Prose PROSE = (name, text) -> """
            <div class="sect1"><h2 id="_a">A *heading*</h2><div class="paragraph"><p>Words with <code>a`b</code>, <strong>bold</strong>.</p></div>
            <div class="cell" data-cell="one"></div><div class="ulist"><ul><li><p>first</p></li><li><p>second</p></li></ul></div>
            <figure class="diagram"><svg viewBox="0 0 1 1" role="img" aria-labelledby="x-title x-desc"><title id="x-title">A box</title><desc id="x-desc">A box.</desc></svg></figure>
            <div class="cell" data-cell="two"></div><div class="cell" data-cell="shell"></div><div class="cell" data-cell="guess"></div>
            <p>See <a href="06-overlay.html" data-lesson="06-overlay">overlay</a>.</p>
            <div class="olist"><ol><li><p>Ask.</p><details><summary class="title">Solution</summary><div class="content"><div class="paragraph"><p>Told.</p></div><div class="listingblock"><div class="content"><pre>run()</pre></div></div></div></details></li></ol></div></div>""";
    private static final Copy COPY = new Copy(LESSON, Map.of(
            "one", List.of(new Output.Text(false, "printed <b>\nmore\n"), new Output.Value("x", "text/plain", "1"), new Output.Promised("2", "1", true)),
            "two", List.of(new Output.Value(null, "text/html", "<b onclick='x'>fat</b><script>x</script>"), new Output.Value(null, "image/svg+xml", "<svg onload='x'/>"), new Output.Value(null, "image/png", "iVBORw0=")),
            "shell", List.of(new Output.Text(true, "oops"), new Output.Trouble("ENOENT: no\nsuch file"), new Output.Promised("2", "3", false))));

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    static Path folder;

    private static String export(Export.Format format) {
        return new String(Export.to(format, PROSE).bytes(COPY), StandardCharsets.UTF_8);
    }

    @Test
    void a_page_has_cells_and_outputs_and_nothing_that_acts_or_loads() {
        Document page = Jsoup.parse(export(Export.Format.HTML));
        assertEquals("A <title>", page.title());
        assertEquals("How many x_y? one two Answer two, because it is.", page.selectFirst("#cell-guess").text());
        assertEquals(4, page.select(".cell").size());
        assertEquals("List.of(1 < 2)\n  .size()", page.selectFirst("#cell-one code").wholeText());
        assertEquals(List.of("printed <b>\nmore", "x = 1"), page.select("#cell-one .output").stream().map(one -> one.wholeText()).toList());
        assertEquals("<b>fat</b>", page.selectFirst("#cell-two .value").html());
        assertEquals(List.of("oops", "ENOENT: no\nsuch file", "promised 2, got 3"), page.select("#cell-shell .output").stream().map(one -> one.wholeText()).toList());
        assertTrue(page.select("script, link, iframe, a[data-lesson], [onclick], [onload]").isEmpty(), page::html);
        assertTrue(page.select("[src], [href]").stream().allMatch(one -> one.attr("src").startsWith("data:image/")), page::html);
    }

    @Test
    void the_checker_of_html_has_nothing_to_say_about_a_page() throws IOException, ReflectiveOperationException {
        // The checker takes our policy to forbid the pictures in it; SiteBrowserTest sees that a browser shows them.
        String page = export(Export.Format.HTML).replaceAll("<img [^>]*>", "");
        assertEquals(List.of(), new HtmlChecker().complaints("07-test.html", page.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_notebook_has_what_nbformat_4_5_asks_for() throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(export(Export.Format.IPYNB));
        assertEquals(4, notebook.get("nbformat").asInt());
        assertEquals(5, notebook.get("nbformat_minor").asInt());
        assertEquals("java", notebook.at("/metadata/kernelspec/name").asText());
        var ids = new HashSet<String>();
        for (JsonNode cell : notebook.get("cells")) {
            assertTrue(cell.get("id").asText().matches("[A-Za-z0-9_-]{1,64}") && ids.add(cell.get("id").asText()), cell::toString);
            assertTrue(cell.get("metadata").isObject() && cell.get("source").isArray(), cell::toString);
            boolean isCode = cell.get("cell_type").asText().equals("code");
            assertTrue(isCode || cell.get("cell_type").asText().equals("markdown"), cell::toString);
            assertEquals(isCode, cell.has("outputs") && cell.has("execution_count"), cell::toString);
            Set<String> known = isCode ? Set.of("id", "cell_type", "metadata", "source", "outputs", "execution_count") : Set.of("id", "cell_type", "metadata", "source", "attachments");
            cell.fieldNames().forEachRemaining(name -> assertTrue(known.contains(name), name));
            cell.path("outputs").forEach(ExportTest::isOutput);
        }
    }

    private static void isOutput(JsonNode output) {
        var names = new ArrayList<String>();
        output.fieldNames().forEachRemaining(names::add);
        assertEquals(switch (output.get("output_type").asText()) {
            case "stream" -> List.of("output_type", "name", "text");
            case "display_data" -> List.of("output_type", "data", "metadata");
            case "error" -> List.of("output_type", "ename", "evalue", "traceback");
            default -> List.of();
        }, names);
    }

    @Test
    void a_notebook_has_the_prose_the_cells_and_their_outputs_in_order() throws IOException {
        JsonNode cells = new ObjectMapper().readTree(export(Export.Format.IPYNB)).get("cells");
        var order = new ArrayList<String>();
        cells.forEach(cell -> order.add(cell.get("id").asText()));
        assertEquals(List.of("learnc-title", "learnc-start", "learnc-prose-1", "one", "learnc-prose-2", "two", "shell", "guess", "learnc-prose-3"), order);
        assertEquals("## A \\*heading\\*\n\nWords with ``a`b``, **bold**.", text(cells.get(2).get("source")));
        assertEquals("* first\n\n* second\n\n![A box](attachment:x.svg)", text(cells.get(4).get("source")));
        assertTrue(cells.get(4).at("/attachments/x.svg").has("image/svg+xml"));
        assertEquals("List.of(1 < 2)\n  .size()", text(cells.get(3).get("source")));
        assertEquals("printed <b>\nmore\n", text(cells.at("/3/outputs/0/text")));
        assertEquals("x = 1", text(cells.at("/3/outputs/1/data/text~1plain")));
        assertEquals("<b>fat</b>", text(cells.at("/5/outputs/0/data/text~1html")));
        assertFalse(cells.at("/5/metadata/editable").asBoolean(true) || cells.at("/5/metadata/deletable").asBoolean(true));
        assertEquals("**Predict:** How many `x_y`?\n* one\n* two\n\n<details><summary>Answer</summary>\n\ntwo, because it is.\n\n</details>", text(cells.get(7).get("source")));
    }

    @Test
    void a_solution_in_a_notebook_opens_on_a_click() throws IOException {
        String last = text(new ObjectMapper().readTree(export(Export.Format.IPYNB)).at("/cells/8/source"));
        assertTrue(last.endsWith("1. Ask.\n\n   <details><summary>Solution</summary>\n\n   Told.\n\n   ```\n   run()\n   ```\n\n   </details>"), last);
    }

    private static String text(JsonNode lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    @Test
    void a_script_has_statements_that_jshell_does_not_end_too_early() {
        String script = export(Export.Format.JSH);
        assertTrue(script.contains("\nList.of(1 < 2).size()\n"), script);
        assertTrue(script.contains("\n// ---- shell\n" + StartUp.java(LESSON.cell("shell")) + "\n"), script);
        assertTrue(script.contains("\n// Predict: How many `x_y`?\n//   one\n//   two\n"), script);
        assertTrue(script.endsWith("\n/exit\n"), script);
    }

    @Test
    void a_promised_refusal_does_not_stop_a_notebook() throws IOException {
        Lesson lesson = Lessons.of("07", "test", Path.of("lesson.adoc"), """
                = A title

                [source#one%live,java]
                ----
                host.chdir("/nowhere") // => ! ENOENT
                1 + 1 // => 2
                int three = 3
                three
                ----
                """);
        Prose prose = (name, text) -> "<div class=\"cell\" data-cell=\"one\"></div>";
        JsonNode notebook = new ObjectMapper().readTree(Export.to(Export.Format.IPYNB, prose).bytes(Copy.of(lesson)));
        assertEquals("""
                try { host.chdir("/nowhere"); } catch (Exception refused) { System.out.println(refused.getMessage()); } // => ! ENOENT
                1 + 1; // => 2
                int three = 3;
                three""", text(notebook.at("/cells/2/source")));
    }

    @Test
    @Timeout(1800)
    void nbformat_itself_finds_every_lesson_valid() throws IOException, InterruptedException {
        Needed.needed(run("import nbformat") == 0, "nbformat is missing; apt-get install python3-nbformat");
        Path home = Path.of("..").toAbsolutePath().normalize();
        try (EditedProse prose = Prose.of(home)) {
            for (Lesson lesson : new Lessons(home.resolve("lessons")).all()) {
                Files.write(folder.resolve(lesson.folder() + ".ipynb"), Export.to(Export.Format.IPYNB, prose).bytes(Copy.of(lesson)));
            }
        }
        assertEquals(0, run("import nbformat, glob; files = glob.glob('" + folder + "/*.ipynb'); assert len(files) > 20; [nbformat.validate(nbformat.read(file, 4)) for file in files]"));
    }

    private static int run(String python) throws IOException, InterruptedException {
        if (!Files.isExecutable(PYTHON)) {
            return 1;
        }
        return new ProcessBuilder(PYTHON.toString(), "-W", "error::nbformat.warnings.MissingIDFieldWarning", "-c", python).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
