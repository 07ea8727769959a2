package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/// What one is told about learnc's own classes while typing.
class OwnDocumentationTest {

    private final OwnDocumentation documentation = new OwnDocumentation(Path.of(".."));

    @Test
    void a_method_and_a_class_say_what_stands_above_them_in_the_source() {
        assertTrue(documentation.of("Table Kit.mounts(Kernel process)").contains("mount"), () -> documentation.of("Table Kit.mounts(Kernel process)"));
        assertNotNull(documentation.of("learnc.lessons.kit.Table"));
    }

    @Test
    void a_method_that_says_nothing_means_what_the_interface_says_that_wants_it() {
        String inherited = documentation.of("void Recording.end(long count)");
        assertNotNull(inherited);
        assertEquals(documentation.of("void EventWriter.end(long count)"), inherited);
    }

    @Test
    void a_method_of_a_parent_is_found_below_its_child() {
        String own = documentation.of("int MountCalls.mount(String source, String target)");
        assertNotNull(own);
        assertEquals(own, documentation.of("int Kernel.mount(String source, String target)"));
    }

    @Test
    void of_what_is_not_ours_nothing_is_known() {
        assertNull(documentation.of("int List<String>.size()"));
        assertNull(documentation.of("void Kernel.noSuchCall()"));
    }
}
