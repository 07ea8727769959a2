package learnc.labs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.own.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The grader compiles students' files, and none of them harms it.
@Timeout(300)
class BeforehandTest {

    private static final int LONG_ENOUGH = 200;

    @TempDir
    Path folder;

    private List<String> compiled(String text) throws IOException {
        new Beforehand(LONG_ENOUGH).compile(new Source("Mine.java", text), folder);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_file_that_compiles_is_ready() throws IOException {
        assertEquals(List.of("Mine$Part.class", "Mine.class"), compiled("record Part(int x) { }\nint six() { return new Part(6).x(); }"));
    }

    @Test
    void an_error_is_left_to_the_box_which_tells_it() throws IOException {
        assertEquals(List.of(), compiled("int six() { return \"six\"; }"));
    }

    @Test
    void no_line_of_it_is_run() throws IOException {
        Path mark = folder.resolve("run");
        compiled("static { try { java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + mark + "\")); } catch (java.io.IOException e) { } }\nint six() { return 6; }");
        assertFalse(Files.exists(mark));
    }

    /// Each line doubles the constant that the compiler has to work out.
    @Test
    void a_text_that_takes_all_memory_is_left_to_the_box() throws IOException {
        var text = new StringBuilder("final String a0 = \"" + "x".repeat(1000) + "\";\n");
        for (int i = 1; i < 40; i++) {
            text.append("final String a" + i + " = a" + (i - 1) + " + a" + (i - 1) + ";\n");
        }
        assertEquals(List.of(), compiled(text + "int six() { return 6; }"));
    }

    @Test
    void a_text_that_is_too_deep_for_the_compiler_is_left_to_the_box() throws IOException {
        assertEquals(List.of(), compiled("int six = " + "(".repeat(20_000) + "6" + ")".repeat(20_000) + ";\nint six() { return six; }"));
    }

    @Test
    void a_text_that_is_very_long_is_left_to_the_box() throws IOException {
        assertEquals(List.of(), compiled("//" + "x".repeat(1 << 17) + "\nint six() { return 6; }"));
    }
}
