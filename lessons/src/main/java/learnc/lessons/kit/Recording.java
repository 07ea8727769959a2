package learnc.lessons.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;

/// The system calls that were made meanwhile. Prints itself as a list, a call a line.
public final class Recording implements EventWriter, Displayed {

    private final List<Event> events;

    Recording() {
        this(new ArrayList<>());
    }

    private Recording(List<Event> events) {
        this.events = events;
    }

    @Override
    public void begin(Header header) {
        // A recording in a lesson needs no title.
    }

    @Override
    public synchronized void write(Event event) {
        events.add(event);
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void end(long count) {
        // Nobody reads the end.
    }

    /// All events.
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /// How many there are.
    public int size() {
        return events().size();
    }

    /// Only the calls with these names.
    public Recording only(String... systemCalls) {
        List<String> wanted = List.of(systemCalls);
        return where(event -> wanted.contains(event.systemCall()));
    }

    /// Only those of a stage, as `namespaces`.
    public Recording stage(String name) {
        return where(event -> event.stage().equals(name));
    }

    /// Only those that are made inside the container, or on the host.
    ///
    /// @param name `inside` or `host`
    public Recording door(String name) {
        return where(event -> event.door().equals(name));
    }

    /// The recording from here on: what comes after this moment.
    public synchronized Recording after(int number) {
        return new Recording(new ArrayList<>(events.subList(Math.min(number, events.size()), events.size())));
    }

    private Recording where(Predicate<Event> condition) {
        return new Recording(new ArrayList<>(events().stream().filter(condition).toList()));
    }

    /// The names of the calls, in order.
    public List<String> names() {
        return events().stream().map(Event::systemCall).toList();
    }

    /// The trace itself, through which a page can step.
    @Override
    public Display display() {
        var text = new ByteArrayOutputStream();
        List<Event> all = events();
        var writer = new JsonWriter(text);
        try {
            writer.begin(Header.now("lesson", List.of()));
            for (Event event : all) {
                writer.write(event);
            }
            writer.end(all.size());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Display(Display.TRACE, text.toString(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Event event : events()) {
            text.append(event.door().equals("host") ? "host    " : "inside  ").append(event.systemCall()).append('(');
            String separator = "";
            for (Event.Value argument : event.arguments()) {
                text.append(separator).append(argument.text());
                separator = ", ";
            }
            text.append(") = ").append(event.resultText()).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
