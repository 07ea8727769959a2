package learnc.runtime.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A [Change] as JSON: `new` alone is a thing that appeared, `old` alone a thing that is gone, and with `field` they are the
/// values of that field.
final class ChangeLine {

    private String view;
    private String item;
    private String field;
    private String oldValue;
    private String newValue;
    private Map<String, String> oldFields;
    private Map<String, String> newFields;

    /// Reads one.
    ///
    /// @throws IOException when it is none
    static Change read(JsonParser json) throws IOException {
        JsonLine.need(json.currentToken() == JsonToken.START_OBJECT);
        var line = new ChangeLine();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            line.take(json, name);
        }
        return line.change();
    }

    private void take(JsonParser json, String name) throws IOException {
        switch (name) {
            case "view" -> view = JsonLine.text(json);
            case "item" -> item = JsonLine.text(json);
            case "field" -> field = JsonLine.text(json);
            case "old" -> takeOld(json);
            case "new" -> takeNew(json);
            default -> json.skipChildren();
        }
    }

    private void takeOld(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            oldFields = fields(json);
        } else {
            oldValue = value(json);
        }
    }

    private void takeNew(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            newFields = fields(json);
        } else {
            newValue = value(json);
        }
    }

    private Change change() throws IOException {
        JsonLine.need(view != null && item != null);
        if (field != null) {
            return new Change.Became(view, item, field, oldValue, newValue);
        }
        JsonLine.need((oldFields == null) != (newFields == null));
        return oldFields == null ? new Change.Appeared(view, item, newFields) : new Change.Gone(view, item, oldFields);
    }

    private static String value(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : JsonLine.text(json);
    }

    /// An object of which all values are text.
    static Map<String, String> fields(JsonParser json) throws IOException {
        JsonLine.need(json.currentToken() == JsonToken.START_OBJECT);
        var fields = new LinkedHashMap<String, String>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            fields.put(name, JsonLine.text(json));
        }
        return fields;
    }

    /// Writes one.
    static void write(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("view", change.view());
        json.writeStringField("item", change.item());
        if (change instanceof Change.Became became) {
            json.writeStringField("field", became.field());
            json.writeStringField("old", became.before());
            json.writeStringField("new", became.after());
        } else if (change instanceof Change.Appeared appeared) {
            write(json, "new", appeared.fields());
        } else if (change instanceof Change.Gone gone) {
            write(json, "old", gone.fields());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, String> fields) throws IOException {
        json.writeFieldName(name);
        writeFields(json, fields);
    }

    /// Writes an object of which all values are text.
    static void writeFields(JsonGenerator json, Map<String, String> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }
}
