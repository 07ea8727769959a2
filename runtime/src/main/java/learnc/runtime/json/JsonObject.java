package learnc.runtime.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// One JSON object, read completely. Members are asked for by name; a member that is missing or null is empty, one of the wrong
/// kind is a [Failure] that says where.
public final class JsonObject {

    private final Map<String, Object> members;
    private final String place;

    JsonObject(Map<String, Object> members, String place) {
        this.members = members;
        this.place = place;
    }

    /// Reads a text that is one JSON object.
    ///
    /// @param text UTF-8
    /// @param what names the text in messages, such as `the manifest`
    /// @throws Failure when it is no JSON, no object, has a member twice, or goes deeper than 64 levels
    public static JsonObject of(byte[] text, String what) {
        return new JsonReader(what).read(text);
    }

    /// Whether there is such a member, and it is not null.
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /// The names of all members, in the order of the text.
    public Set<String> names() {
        return members.keySet();
    }

    /// A string; empty when it is missing.
    public String text(String name) {
        return as(String.class, name, "");
    }

    /// A whole number; 0 when it is missing.
    public long number(String name) {
        return as(Long.class, name, 0L);
    }

    /// True or false; false when it is missing.
    public boolean truth(String name) {
        return as(Boolean.class, name, false);
    }

    /// An object; one without members when it is missing.
    public JsonObject object(String name) {
        return new JsonObject(map(members.get(name), below(name)), below(name));
    }

    /// A list of strings; empty when it is missing.
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (Object element : list(name)) {
            texts.add(cast(String.class, element, below(name)));
        }
        return texts;
    }

    /// A list of objects; empty when it is missing.
    public List<JsonObject> objects(String name) {
        var objects = new ArrayList<JsonObject>();
        for (Object element : list(name)) {
            String where = below(name) + "[" + objects.size() + "]";
            objects.add(new JsonObject(map(element, where), where));
        }
        return objects;
    }

    /// All members, which must be strings.
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        for (String name : members.keySet()) {
            texts.put(name, text(name));
        }
        return texts;
    }

    /// The failure that says what is wrong with a member.
    public Failure wrong(String name, String why) {
        return new Failure(below(name) + " " + why + ".");
    }

    private List<?> list(String name) {
        return as(List.class, name, List.of());
    }

    private <T> T as(Class<T> kind, String name, T missing) {
        Object value = members.get(name);
        return value == null ? missing : cast(kind, value, below(name));
    }

    private static <T> T cast(Class<T> kind, Object value, String where) {
        if (!kind.isInstance(value)) {
            throw new Failure(where + " should be a " + word(kind) + " but is not.");
        }
        return kind.cast(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value, String where) {
        return value == null ? Map.of() : cast(Map.class, value, where);
    }

    private String below(String name) {
        return place + ": " + Shown.shortened(name);
    }

    private static String word(Class<?> kind) {
        return switch (kind.getSimpleName()) {
            case "Long" -> "whole number";
            case "Boolean" -> "true or false";
            case "Map" -> "JSON object";
            case "List" -> "list";
            default -> "string";
        };
    }
}
