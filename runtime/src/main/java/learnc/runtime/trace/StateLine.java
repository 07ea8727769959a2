package learnc.runtime.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/// A whole state in a line of a trace: `"state":{VIEW:{ITEM:{FIELD:VALUE, …}, …}, …}`.
final class StateLine {

    private StateLine() {
    }

    static void write(JsonGenerator json, State state) throws IOException {
        json.writeObjectFieldStart("state");
        for (String view : state.views()) {
            json.writeObjectFieldStart(view);
            for (Map.Entry<String, Map<String, String>> item : state.items(view).entrySet()) {
                json.writeFieldName(item.getKey());
                ChangeLine.writeFields(json, item.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /// Reads what stands behind `"state":`.
    static State read(JsonParser json) throws IOException {
        JsonLine.need(json.currentToken() == JsonToken.START_OBJECT);
        var state = new State();
        for (String view = json.nextFieldName(); view != null; view = json.nextFieldName()) {
            JsonLine.need(json.nextToken() == JsonToken.START_OBJECT);
            for (String item = json.nextFieldName(); item != null; item = json.nextFieldName()) {
                json.nextToken();
                state.put(view, item, ChangeLine.fields(json));
            }
        }
        return state;
    }
}
