package learnc.viewer.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;

/// The trace in Chrome's Trace Event Format, which https://ui.perfetto.dev and chrome://tracing open.
///
/// A call is a slice (`X`) on the track of its thread. Slices of a track must lie one behind the other or one in another; calls
/// that overlap nevertheless, and stages, which begin and end as they like, are asynchronous (`b` and `e`). An arrow (`s`, `f`)
/// leads from a clone3 to the first call of the child. Times are microseconds.
///
/// It is an array, which may lack its end: a trace of a run that was killed can be opened, too.
public final class ChromeWriter implements EventWriter {

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int NANOS = 1000;
    /// Times that were rounded to microseconds may seem to overlap by that much.
    private static final long ROUNDED_NANOSECONDS = 2000;
    private static final String STAGE = "stage";
    private static final String CALL = "call";

    private final JsonGenerator json;
    private final Set<Integer> namedProcesses = new HashSet<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<Integer, Long> births = new HashMap<>();
    private String stage;
    private long stageNumber;
    private int stagePid;
    private long stageEnd;

    /// A line for each event, for people and for grep.
    private static final class OneLineEach extends MinimalPrettyPrinter {

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }
    }

    private interface Fields {
        void write() throws IOException;
    }

    /// @param out is closed at the end
    public ChromeWriter(OutputStream out) {
        try {
            json = JSON.createGenerator(out).setPrettyPrinter(new OneLineEach());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void begin(Header header) throws IOException {
        json.writeStartArray();
        String command = String.join(" ", header.command());
        event("M", "trace_of", null, 0, 0, null, () -> {
            json.writeStringField("command", command);
            json.writeStringField("started", header.started().toString());
            json.writeStringField("kernel", header.kernel());
        });
    }

    @Override
    public void write(Event event) throws IOException {
        int thread = event.thread() == 0 ? event.pid() : event.thread();
        name(event, thread);
        turnTo(event);
        arrive(event, thread);
        call(event, thread);
        if (event.systemCall().startsWith("clone") && event.refusal() == null && event.result() > 0) {
            births.put((int) event.result(), event.sequence());
            event("s", "birth", "birth", event.pid(), thread, event.startNanoseconds(), () -> json.writeNumberField("id", event.sequence()));
        }
    }

    /// The names of a process and a thread stand before their first slice.
    private void name(Event event, int thread) throws IOException {
        if (namedProcesses.add(event.pid())) {
            String inside = event.pidInside() == event.pid() ? "" : " (" + event.pidInside() + " inside)";
            event("M", "process_name", null, event.pid(), thread, null, () -> json.writeStringField("name", event.door() + inside));
        }
        if (!ends.containsKey(thread)) {
            ends.put(thread, 0L);
            event("M", "thread_name", null, event.pid(), thread, null, () -> json.writeStringField("name", event.threadName()));
        }
    }

    private void turnTo(Event event) throws IOException {
        if (!event.stage().equals(stage)) {
            endStage();
            stage = event.stage();
            stagePid = event.pid();
            stageNumber++;
            stageEdge("b", event.startNanoseconds(), event.flowStep());
        }
        stageEnd = Math.max(stageEnd, end(event));
    }

    private void endStage() throws IOException {
        if (stage != null) {
            stageEdge("e", stageEnd, null);
        }
    }

    private void stageEdge(String phase, long nanoseconds, String flowStep) throws IOException {
        event(phase, stage, STAGE, stagePid, stagePid, nanoseconds, () -> {
            json.writeStringField("id", STAGE + stageNumber);
            if (flowStep != null) {
                arguments(() -> json.writeStringField("step", flowStep));
            }
        });
    }

    private void arrive(Event event, int thread) throws IOException {
        Long birth = births.remove(thread);
        if (birth != null) {
            event("f", "birth", "birth", event.pid(), thread, event.startNanoseconds(), () -> {
                json.writeNumberField("id", birth);
                json.writeStringField("bp", "e");
            });
        }
    }

    private void call(Event event, int thread) throws IOException {
        long overlap = ends.get(thread) - event.startNanoseconds();
        if (overlap > ROUNDED_NANOSECONDS) {
            overlappingCall(event, thread);
            return;
        }
        long start = Math.max(event.startNanoseconds(), ends.get(thread));
        long end = Math.max(start, end(event));
        ends.put(thread, end);
        event("X", event.systemCall(), event.stage(), event.pid(), thread, start, () -> {
            json.writeFieldName("dur");
            json.writeNumber(micros(end - start));
            arguments(() -> details(event));
        });
    }

    private void overlappingCall(Event event, int thread) throws IOException {
        event("b", event.systemCall(), CALL, event.pid(), thread, event.startNanoseconds(), () -> {
            json.writeStringField("id", CALL + event.sequence());
            arguments(() -> details(event));
        });
        event("e", event.systemCall(), CALL, event.pid(), thread, end(event), () -> json.writeStringField("id", CALL + event.sequence()));
    }

    private static long end(Event event) {
        return event.startNanoseconds() + Math.max(0, event.durationNanoseconds());
    }

    private void details(Event event) throws IOException {
        json.writeNumberField("event", event.sequence());
        for (int i = 0; i < event.arguments().size(); i++) {
            Event.Value argument = event.arguments().get(i);
            json.writeStringField(i + 1 + " " + argument.name(), argument.text());
        }
        json.writeStringField("result", event.resultText());
        optional("why", event.explanation() == null ? null : event.explanation().why());
        optional("likely because", event.refusal() == null ? null : event.refusal().because());
        optional("java", event.source().file().isEmpty() ? null : event.source().file() + ":" + event.source().line());
        int number = 0;
        for (Change change : event.changes()) {
            json.writeStringField("change " + ++number, said(change));
        }
    }

    private static String said(Change change) {
        String what = change.view() + " " + change.item();
        return switch (change) {
            case Change.Appeared appeared -> "+ " + what + " " + appeared.fields();
            case Change.Gone gone -> "- " + what + " " + gone.fields();
            case Change.Became became -> "~ " + what + " " + became.field() + ": " + became.before() + " -> " + became.after();
        };
    }

    private void optional(String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void arguments(Fields fields) throws IOException {
        json.writeObjectFieldStart("args");
        fields.write();
        json.writeEndObject();
    }

    /// One event of Chrome's. Where there is no time it is metadata, and the fields are its arguments.
    private void event(String phase, String name, String category, int pid, int thread, Long nanoseconds, Fields fields) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeStringField("name", name);
        optional("cat", category);
        json.writeNumberField("pid", pid);
        json.writeNumberField("tid", thread);
        if (nanoseconds == null) {
            arguments(fields);
        } else {
            json.writeFieldName("ts");
            json.writeNumber(micros(nanoseconds));
            fields.write();
        }
        json.writeEndObject();
    }

    /// `12.345`.
    private static String micros(long nanoseconds) {
        long rest = Math.floorMod(nanoseconds, NANOS);
        return Math.floorDiv(nanoseconds, NANOS) + (rest == 0 ? "" : "." + (NANOS + rest + "").substring(1));
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void end(long events) throws IOException {
        endStage();
        json.writeEndArray();
        json.writeRaw('\n');
        json.close();
    }
}
