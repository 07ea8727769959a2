package learnc.runtime.trace.step;

import java.util.function.BiPredicate;

import learnc.runtime.spec.Spelling;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.payload.CallNames;

/// A place in a run at which to wait.
///
/// @param text as the user has written it
/// @param isAt whether a call is there, told also which stage the run was in before it (or null)
public record Breakpoint(String text, BiPredicate<Event, String> isAt) {

    private static final String STAGE = "stage:";

    /// What a user means: `mount` or `%net,!close` (system calls, as in `trace show -e`), `stage:exec` (its first call),
    /// `Namespaces.java:118`.
    ///
    /// @throws IllegalArgumentException when it can mean nothing
    public static Breakpoint of(String text) {
        if (text.startsWith(STAGE)) {
            return new Breakpoint(text, ofStage(text.substring(STAGE.length())));
        }
        int colon = text.indexOf(".java:");
        if (colon > 0) {
            return new Breakpoint(text, ofLine(text.substring(0, colon + ".java".length()), text.substring(colon + ".java:".length())));
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("a breakpoint is a system call as mount, a class as %net, stage:NAME, or FILE.java:LINE");
        }
        CallNames.check(text);
        var filter = new EventFilter(text, null);
        return new Breakpoint(text, (event, before) -> filter.test(event));
    }

    private static BiPredicate<Event, String> ofStage(String stage) {
        if (!Stages.isStage(stage)) {
            throw new IllegalArgumentException("there is no stage '" + stage + "'." + Spelling.question(stage, Stages.WORDS) + " There are " + String.join(", ", Stages.WORDS));
        }
        return (event, before) -> event.stage().equals(stage) && !stage.equals(before);
    }

    private static BiPredicate<Event, String> ofLine(String file, String line) {
        int number;
        try {
            number = Integer.parseInt(line);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + line + "' is no line number; write it as Namespaces.java:118", notOne);
        }
        return (event, before) -> event.source().line() == number && event.source().file().equals(file);
    }
}
