package learnc.runtime.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// One line of a trace file. Fields that are not known are passed over.
final class JsonLine {

    private static final String NOTHING = "";

    private String schema;
    private int version;
    private String learnc = NOTHING;
    private List<String> command = List.of();
    private Instant started = Instant.EPOCH;
    private String kernel = NOTHING;
    private String architecture = NOTHING;
    private String cgroups = NOTHING;

    private Long end;
    private Long keyframe;
    private State state;

    private long sequence;
    private long start;
    private long duration;
    private String stage = Event.NO_STAGE;
    private String flow;
    private String door = NOTHING;
    private int pid;
    private int pidInside;
    private int thread;
    private String threadName = NOTHING;
    private String systemCall;
    private int number;
    private List<Event.Value> arguments = List.of();
    private long result;
    private String resultText = NOTHING;
    private String errno;
    private String meaning = NOTHING;
    private String because;
    private String remedy;
    private String why;
    private String without;
    private String shell;
    private String manual;
    private List<Change> changes = List.of();
    private Event.Source source = new Event.Source(NOTHING, NOTHING, 0, NOTHING);

    /// @throws IOException when the line is no JSON object, or a field has the wrong type
    JsonLine(JsonParser json) throws IOException {
        need(json.nextToken() == JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (!takeEventField(json, name) && !takeWho(json, name) && !takeExplanation(json, name) && !takeHeaderField(json, name)) {
                json.skipChildren();
            }
        }
        need(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }

    boolean isHeader() {
        return schema != null;
    }

    boolean isKeyframe() {
        return keyframe != null;
    }

    /// The number of the event after which the state of a key frame is.
    long keyframe() {
        return keyframe;
    }

    /// The state in a key frame.
    State state() throws IOException {
        need(state != null && keyframe >= 0);
        return state;
    }

    boolean isEnd() {
        return end != null;
    }

    long end() {
        return end;
    }

    Header header() throws IOException {
        need(schema.equals(Header.SCHEMA));
        return new Header(version, learnc, command, started, kernel, architecture, cgroups);
    }

    Event event() throws IOException {
        need(systemCall != null && sequence > 0);
        Event.Refusal refusal = errno == null ? null : new Event.Refusal(errno, meaning, because, remedy);
        return new Event(sequence, start, duration, stage, flow, door, pid, pidInside, thread, threadName, systemCall, number, arguments,
                result, resultText, refusal, source, explanation(), changes);
    }

    private Event.Explanation explanation() {
        return why == null && without == null && shell == null && manual == null ? null : new Event.Explanation(why, without, shell, manual);
    }

    private boolean takeHeaderField(JsonParser json, String name) throws IOException {
        switch (name) {
            case "schema" -> schema = text(json);
            case "version" -> version = json.getIntValue();
            case "learnc" -> learnc = text(json);
            case "command" -> command = texts(json);
            case "started" -> started = instant(json);
            case "kernel" -> kernel = text(json);
            case "architecture" -> architecture = text(json);
            case "cgroups" -> cgroups = text(json);
            case "end" -> end = json.getLongValue();
            case "keyframe" -> keyframe = json.getLongValue();
            case "state" -> state = StateLine.read(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeEventField(JsonParser json, String name) throws IOException {
        switch (name) {
            case "seq" -> sequence = json.getLongValue();
            case "ts_ns" -> start = json.getLongValue();
            case "dur_ns" -> duration = json.getLongValue();
            case "stage" -> stage = text(json);
            case "flow" -> flow = text(json);
            case "syscall" -> systemCall = text(json);
            case "nr" -> number = json.getIntValue();
            case "args" -> arguments = arguments(json);
            case "ret" -> result = json.getLongValue();
            case "result" -> resultText = text(json);
            case "errno" -> errno = text(json);
            case "meaning" -> meaning = text(json);
            case "because" -> because = text(json);
            case "remedy" -> remedy = text(json);
            case "src" -> source = source(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeWho(JsonParser json, String name) throws IOException {
        switch (name) {
            case "door" -> door = text(json);
            case "pid" -> pid = json.getIntValue();
            case "pid_ns" -> pidInside = json.getIntValue();
            case "tid" -> thread = json.getIntValue();
            case "thread" -> threadName = text(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeExplanation(JsonParser json, String name) throws IOException {
        switch (name) {
            case "why" -> why = text(json);
            case "without" -> without = text(json);
            case "shell" -> shell = text(json);
            case "man" -> manual = text(json);
            case "delta" -> changes = changes(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static List<Change> changes(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.START_ARRAY);
        var changes = new ArrayList<Change>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            changes.add(ChangeLine.read(json));
        }
        return changes;
    }

    private static List<Event.Value> arguments(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.START_ARRAY);
        var arguments = new ArrayList<Event.Value>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            arguments.add(argument(json));
        }
        return arguments;
    }

    private static Event.Value argument(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.START_OBJECT);
        String name = NOTHING;
        String text = NOTHING;
        String bytes = null;
        Long raw = null;
        List<String> flags = List.of();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "name" -> name = text(json);
                case "text" -> text = text(json);
                case "raw" -> raw = json.getLongValue();
                case "flags" -> flags = texts(json);
                case "bytes" -> bytes = text(json);
                default -> json.skipChildren();
            }
        }
        return new Event.Value(name, text, raw, flags, bytes);
    }

    private static Event.Source source(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.START_OBJECT);
        String className = NOTHING;
        String file = NOTHING;
        String method = NOTHING;
        int line = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "class" -> className = text(json);
                case "file" -> file = text(json);
                case "line" -> line = json.getIntValue();
                case "method" -> method = text(json);
                default -> json.skipChildren();
            }
        }
        return new Event.Source(className, file, line, method);
    }

    private static List<String> texts(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.START_ARRAY);
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json));
        }
        return texts;
    }

    static String text(JsonParser json) throws IOException {
        need(json.currentToken() == JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static Instant instant(JsonParser json) throws IOException {
        try {
            return Instant.parse(text(json));
        } catch (DateTimeParseException notOne) {
            throw new IOException(notOne);
        }
    }

    static void need(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("not a line of a trace");
        }
    }
}
