package learnc.labs.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import learnc.runtime.trace.Event;

/// Calls that the witness has seen, in the order in which they ended; each question gives fewer.
///
/// Only what can be about containers is watched: namespaces, mounts, processes, rights, names, files that are opened or made, and
/// what is written (see `Box`). Which process made a call is known by its number on the host.
public final class Calls {

    private final List<Event> events;

    Calls(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /// Those with one of these names: `mount`, `clone3`.
    public Calls named(String... names) {
        return where(event -> List.of(names).contains(event.systemCall()));
    }

    /// Those of one process, before and after it has executed its program.
    public Calls by(Seen process) {
        return where(event -> event.pid() == process.pid());
    }

    /// Those that the kernel did not refuse.
    public Calls succeeded() {
        return where(event -> event.refusal() == null);
    }

    /// Those with this word in an argument: `with("MS_PRIVATE")`, `with("\"/proc\"")`.
    public Calls with(String word) {
        return where(event -> event.arguments().stream().anyMatch(argument -> argument.text().contains(word)));
    }

    /// Those whose argument of that name reads so: `with("target", "\"/proc\"")`. Names are those of the manual page.
    public Calls with(String argument, String text) {
        return where(event -> argument(event, argument).equals(text));
    }

    /// Those before a call; all when it is null.
    public Calls before(Event call) {
        return where(event -> call == null || event.sequence() < call.sequence());
    }

    /// Those after a call; none when it is null.
    public Calls after(Event call) {
        return where(event -> call != null && event.sequence() > call.sequence());
    }

    /// Those for which it holds.
    public Calls where(Predicate<Event> condition) {
        return new Calls(events.stream().filter(condition).toList());
    }

    /// The first, or null.
    public Event first() {
        return events.isEmpty() ? null : events.getFirst();
    }

    /// The last, or null.
    public Event last() {
        return events.isEmpty() ? null : events.getLast();
    }

    /// How many.
    public int count() {
        return events.size();
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return events.isEmpty();
    }

    /// All of them.
    public Stream<Event> stream() {
        return events.stream();
    }

    /// An argument of a call as text, as strace(1) would show it; empty when the call has none of that name.
    public static String argument(Event call, String name) {
        return call.arguments().stream().filter(argument -> argument.name().equals(name)).map(Event.Value::text).findFirst().orElse("");
    }

    /// A call in one line; "no such call" for null.
    public static String text(Event call) {
        if (call == null) {
            return "no such call";
        }
        return call.systemCall() + "(" + String.join(", ", call.arguments().stream().map(Event.Value::text).toList()) + ") = " + call.resultText();
    }

    @Override
    public String toString() {
        return String.join("\n", events.stream().map(Calls::text).toList());
    }
}
