package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page's own files: what is vendored is what was vendored, and what is ours keeps the rules that the single file needs.
class PageFilesTest {

    private static final Path PAGE = Path.of("src/main/resources/learnc/viewer/page");
    private static final Path VENDORED_FOR_TESTS = Path.of("src/test/resources/learnc/viewer/vendor");

    private static List<Path> own(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending) && !file.toString().contains("/vendor/")).toList();
            assertFalse(found.isEmpty(), "the test would pass on nothing");
            return found;
        }
    }

    @Test
    void vendored_files_are_those_whose_hashes_were_written_down() throws Exception {
        for (Path folder : List.of(PAGE.resolve("vendor"), VENDORED_FOR_TESTS)) {
            var listed = new TreeSet<String>();
            for (String line : Files.readAllLines(folder.resolve("SHA256SUMS"))) {
                String[] parts = line.split(" {2}");
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(parts[1])));
                assertEquals(parts[0], HexFormat.of().formatHex(hash), parts[1]);
                listed.add(parts[1]);
            }
            try (Stream<Path> files = Files.list(folder)) {
                Set<String> there = new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
                there.remove("SHA256SUMS");
                assertEquals(listed, there, "files without a hash, or hashes without a file");
            }
        }
    }

    @Test
    void every_vendored_library_is_named_with_its_version_and_its_licence() throws IOException {
        String first = Files.readString(PAGE.resolve("vendor/libraries.js")).lines().findFirst().orElseThrow();
        String licences = Files.readString(PAGE.resolve("vendor/LICENSES.txt"));
        String lock = Files.readString(Path.of("vendor-build/package-lock.json"));
        for (String library : List.of("preact", "@preact/signals", "@preact/signals-core", "htm")) {
            var version = Pattern.compile(Pattern.quote(library) + " ([0-9.]+)").matcher(first);
            assertTrue(version.find(), library + " is not named in " + first);
            assertTrue(licences.contains(library + " " + version.group(1) + " ("), library);
            assertTrue(Pattern.compile("\"node_modules/" + Pattern.quote(library) + "\": \\{\\s*\"version\": \"" + Pattern.quote(version.group(1)) + '"').matcher(lock).find(), library + " in the lock file");
        }
    }

    @Test
    void all_modules_fit_into_one_script_and_none_is_left_over() throws IOException {
        Set<String> used = new TreeSet<>(ModuleGraph.names("main.js"));
        Set<String> there = new TreeSet<>(own(".js").stream().map(file -> PAGE.relativize(file).toString()).toList());
        there.addAll(List.of("vendor/libraries.js", GlossaryModule.NAME, ClassesModule.NAME));
        assertEquals(there, used);
        String script = ModuleGraph.script("main.js");
        assertFalse(script.contains("</script") || script.contains("<!--"), "it would end its own tag");
    }

    @Test
    void the_page_names_no_other_machine_and_writes_no_html_from_text() throws IOException {
        for (String ending : List.of(".js", ".css", ".html")) {
            for (Path file : own(ending)) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                for (String forbidden : List.of("http://", "https://", "ws://", "wss://", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "dangerouslySet", "url(")) {
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
        assertTrue(PageFiles.bytes("main.js").length > 0);
        for (String name : List.of("../page/main.js", "vendor/../main.js", "vendor/LICENSES.txt", "/main.js", "main.js/", "ui//app.js", "MAIN.JS", "", "..")) {
            assertNull(PageFiles.bytes(name), name);
        }
    }
}
