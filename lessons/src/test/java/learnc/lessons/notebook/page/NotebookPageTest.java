package learnc.lessons.notebook.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learnc.viewer.page.ModuleGraph;
import org.junit.jupiter.api.Test;

/// The files of the notebook's page: what is vendored is what was vendored, and what is ours keeps the rules of one script.
class NotebookPageTest {

    private static final Path PAGE = Path.of("src/main/resources/learnc/lessons/notebook/page");
    private static final Path VENDOR = PAGE.resolve("vendor");

    private static List<Path> own(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending) && !file.startsWith(VENDOR)).toList();
            assertFalse(found.isEmpty(), "the test would pass on nothing");
            return found;
        }
    }

    @Test
    void vendored_files_are_those_whose_hashes_were_written_down() throws Exception {
        var listed = new TreeSet<String>();
        for (String line : Files.readAllLines(VENDOR.resolve("SHA256SUMS"))) {
            String[] parts = line.split(" {2}");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(VENDOR.resolve(parts[1])));
            assertEquals(parts[0], HexFormat.of().formatHex(hash), parts[1]);
            listed.add(parts[1]);
        }
        try (Stream<Path> files = Files.list(VENDOR)) {
            Set<String> there = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            there.remove("SHA256SUMS");
            assertEquals(listed, there, "files without a hash, or hashes without a file");
        }
    }

    @Test
    void every_vendored_library_is_named_with_its_version_and_its_licence() throws IOException {
        String first = Files.readString(VENDOR.resolve("codemirror.js")).lines().findFirst().orElseThrow();
        String licences = Files.readString(VENDOR.resolve("LICENSES.txt"));
        String lock = Files.readString(Path.of("vendor-build/package-lock.json"));
        Matcher library = Pattern.compile("([@a-z][@a-z0-9/-]+) (\\d+\\.\\d+\\.\\d+)").matcher(first);
        int count = 0;
        for (; library.find(); count++) {
            assertTrue(licences.contains(library.group() + " ("), library.group());
            assertTrue(Pattern.compile("\"node_modules/" + Pattern.quote(library.group(1)) + "\": \\{\\s*\"version\": \"" + Pattern.quote(library.group(2)) + '"').matcher(lock).find(), library.group() + " in the lock file");
        }
        assertTrue(count > 10, first);
        assertTrue(licences.contains("source-serif-4"), "the font's licence");
    }

    @Test
    void all_modules_fit_into_one_script_and_none_is_left_over() throws IOException {
        Set<String> used = new TreeSet<>(ModuleGraph.names("main.js", NotebookPage::text));
        Set<String> there = own(".js").stream().map(file -> PAGE.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
        there.addAll(List.of("vendor/codemirror.js", "viewer/vendor/libraries.js"));
        there.remove("early.js");
        assertEquals(there, used);
        assertTrue(new String(NotebookPage.file("main.js"), StandardCharsets.UTF_8).contains("// ui/cell.js"));
    }

    @Test
    void every_style_sheet_is_used() throws IOException {
        var used = new TreeSet<>(NotebookPage.SHEETS);
        used.add(NotebookPage.SHEET_FOR_PAPER);
        assertEquals(own(".css").stream().map(file -> PAGE.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new)), used);
        String sheet = new String(NotebookPage.file("style/all.css"), StandardCharsets.UTF_8);
        for (String name : used) {
            assertTrue(sheet.contains(Files.readString(PAGE.resolve(name))), name);
        }
        assertTrue(Files.readString(PAGE.resolve("index.html")).contains("\"style/all.css\""));
    }

    @Test
    void the_page_names_no_other_machine_and_writes_no_html_from_text() throws IOException {
        for (String ending : List.of(".js", ".css", ".html")) {
            for (Path file : own(ending)) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                for (String forbidden : List.of("http://", "https://", "ws://", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "dangerouslySet", "style=")) {
                    assertFalse(text.contains(forbidden), file + " has " + forbidden);
                }
            }
        }
    }

    @Test
    void every_module_says_at_its_top_what_it_is_for() throws IOException {
        for (Path file : own(".js")) {
            assertTrue(Files.readString(file).startsWith("// "), file + " begins without a word");
        }
    }

    @Test
    void a_name_leads_to_no_file_but_the_pages() {
        assertTrue(new String(NotebookPage.file(""), StandardCharsets.UTF_8).contains("<div id=\"page\">"));
        assertNotNull(NotebookPage.file("vendor/serif.woff2"));
        assertNotNull(NotebookPage.file("viewer/index.html"));
        assertTrue(new String(NotebookPage.file("viewer/source/learnc/runtime/ContainerRun.java"), StandardCharsets.UTF_8).contains("class ContainerRun"));
        for (String name : List.of("../page/main.js", "vendor/../main.js", "vendor/LICENSES.txt", "/main.js", "main.js/", "ui//app.js", "MAIN.JS", "viewer/../index.html", "viewer/main.java", "..")) {
            assertNull(NotebookPage.file(name), name);
        }
        assertEquals(0, NotebookPage.file("viewer/source/../../secret").length);
    }
}
