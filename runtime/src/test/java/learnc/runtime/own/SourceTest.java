package learnc.runtime.own;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Stage;
import org.junit.jupiter.api.Test;

/// A student's file, compiled in memory.
class SourceTest {

    private static final String IMPORTS = "import learnc.runtime.spec.*; import java.util.*;\n";

    private static OwnMethod method(String text) {
        return OwnMethod.of(Stage.CGROUPS, new Source("dir/MyCgroups.java", IMPORTS + text));
    }

    private static String refusal(String text) {
        return assertThrows(Failure.class, () -> method(text).call(Cgroup.class)).getMessage();
    }

    @Test
    void a_method_alone_is_enough_and_so_is_a_class_or_a_file_with_a_main() {
        for (String text : List.of("Cgroup confine() { return new Cgroup(List.of(\"mine\"), List.of()); }",
                "class MyCgroups { Cgroup confine() { return new Cgroup(List.of(\"mine\"), List.of()); } }",
                "static Cgroup confine() { return new Cgroup(List.of(\"mine\"), List.of()); }\nvoid main() { }")) {
            assertEquals(List.of("mine"), method(text).call(Cgroup.class).directories());
        }
    }

    @Test
    void it_takes_what_it_wants_by_type_in_any_order() {
        OwnMethod method = method("Cgroup confine(Integer two, String one) { return new Cgroup(List.of(one + two), List.of()); }");
        assertEquals(List.of("one2"), method.call(Cgroup.class, "one", 2, 3L).directories());
        assertTrue(assertThrows(Failure.class, () -> method.call(Cgroup.class, "one")).getMessage().contains("wants a Integer, which is not at hand"));
    }

    @Test
    void an_error_is_told_with_its_line() {
        String message = refusal("Cgroup confine() {\n    return nothing;\n}");
        assertTrue(message.contains("dir/MyCgroups.java:3: cannot find symbol") && message.contains("|     return nothing;"), message);
    }

    @Test
    void a_text_that_is_too_deep_for_the_compiler_is_told() {
        String message = refusal("int six = " + "(".repeat(20_000) + "6" + ")".repeat(20_000) + ";");
        assertTrue(message.contains("the compiler cannot cope with it: java.lang.StackOverflowError"), message.substring(0, Math.min(300, message.length())));
    }

    @Test
    void what_is_missing_or_of_another_kind_is_told() {
        assertTrue(refusal("Cgroup limit() { return null; }").contains("has no method 'confine'"));
        assertTrue(refusal("Cgroup confine() { return null; }").contains("gave null, and the next stage needs a Cgroup"));
        assertTrue(refusal("String confine() { return \"x\"; }").contains("gave a String"));
        assertTrue(refusal("").contains("has no class and no method in it"));
    }

    @Test
    void what_it_throws_comes_through() {
        assertThrows(IllegalStateException.class, () -> method("Cgroup confine() { throw new IllegalStateException(); }").call(Cgroup.class));
        assertTrue(refusal("Cgroup confine() throws Exception { throw new Exception(\"mine\"); }").contains("confine threw java.lang.Exception: mine"));
        assertDoesNotThrow(() -> method("Cgroup confine() { return new Cgroup(List.of(), List.of()); }"));
    }
}
