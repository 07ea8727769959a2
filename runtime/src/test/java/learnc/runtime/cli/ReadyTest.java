package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;

import learnc.runtime.own.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A student's file that was compiled beforehand.
class ReadyTest {

    private static final Source SOURCE = new Source("here/MyCgroups.java", "int six() { return 6; }");

    @TempDir
    Path folder;

    @Test
    void what_was_compiled_is_found_again_wherever_the_file_lies() {
        Map<String, byte[]> classes = SOURCE.classes();
        Ready.keep(folder, SOURCE, classes);
        Map<String, byte[]> found = Ready.classes(folder, new Source("there/MyCgroups.java", SOURCE.text()));
        assertEquals(classes.keySet(), found.keySet());
        assertEquals(classes.get("MyCgroups").length, found.get("MyCgroups").length);
    }

    @Test
    void classes_that_are_ready_are_not_compiled_again() throws ReflectiveOperationException {
        Class<?> ready = new Source(SOURCE.path(), "this does not compile", SOURCE.classes()).compiled();
        assertEquals("six", ready.getDeclaredMethod("six").getName());
    }

    @Test
    void another_text_or_another_name_has_classes_of_its_own() {
        Ready.keep(folder, SOURCE, SOURCE.classes());
        assertEquals(Map.of(), Ready.classes(folder, new Source(SOURCE.path(), SOURCE.text() + " ")));
        assertEquals(Map.of(), Ready.classes(folder, new Source("here/MyPull.java", SOURCE.text())));
        assertEquals(Map.of(), Ready.classes(folder.resolve("elsewhere"), SOURCE));
    }
}
