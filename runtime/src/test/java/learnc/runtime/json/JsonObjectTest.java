package learnc.runtime.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private static JsonObject read(String text) {
        return JsonObject.of(text.getBytes(StandardCharsets.UTF_8), "the text");
    }

    @Test
    void members_are_asked_for_by_name_and_kind() {
        JsonObject json = read("{\"t\":\"ä\",\"n\":9007199254740993,\"b\":true,\"o\":{\"x\":\"y\"},\"l\":[\"1\",\"2\"],\"os\":[{\"a\":\"b\"}]}");
        assertEquals("ä", json.text("t"));
        assertEquals(9007199254740993L, json.number("n"));
        assertTrue(json.truth("b"));
        assertEquals(Map.of("x", "y"), json.object("o").texts());
        assertEquals(List.of("1", "2"), json.texts("l"));
        assertEquals("b", json.objects("os").getFirst().text("a"));
    }

    @Test
    void what_is_missing_or_null_is_empty() {
        JsonObject json = read("{\"null\":null}");
        for (String name : List.of("null", "missing")) {
            assertFalse(json.has(name));
            assertEquals("", json.text(name));
            assertEquals(0, json.number(name));
            assertFalse(json.truth(name));
            assertEquals(Map.of(), json.object(name).texts());
            assertEquals(List.of(), json.texts(name));
            assertEquals(List.of(), json.objects(name));
        }
    }

    @Test
    void a_member_of_another_kind_is_refused_with_its_place() {
        JsonObject json = read("{\"a\":{\"b\":[{\"c\":1}]}}");
        JsonObject inner = json.object("a").objects("b").getFirst();
        assertEquals("the text: a: b[0]: c should be a string but is not.", assertThrows(Failure.class, () -> inner.text("c")).getMessage());
        assertThrows(Failure.class, () -> json.texts("a"));
        assertThrows(Failure.class, () -> json.number("a"));
        assertThrows(Failure.class, () -> inner.object("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "{", "{\"a\":1", "{\"a\":1}}", "{\"a\":1} {}", "{\"a\":1,\"a\":2}", "{a:1}", "{\"a\":NaN}", "{\"a\":[1,2}",
        "{\"a\":99999999999999999999}", "// c\n{}", "\u0000"})
    void what_is_no_single_json_object_is_refused(String text) {
        assertTrue(assertThrows(Failure.class, () -> read(text)).getMessage().startsWith("the text cannot be read: "));
    }

    @Test
    void nesting_has_an_end() {
        read("{\"a\":".repeat(60) + "1" + "}".repeat(60));
        assertThrows(Failure.class, () -> read("{\"a\":".repeat(70) + "1" + "}".repeat(70)));
        assertThrows(Failure.class, () -> read("{\"a\":" + "[".repeat(100_000)));
    }
}
