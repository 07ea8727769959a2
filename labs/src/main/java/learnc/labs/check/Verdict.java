package learnc.labs.check;

import java.nio.file.Path;
import java.util.Objects;

import learnc.labs.text.Point;
import learnc.runtime.trace.Event;

/// One point, about to be decided: `trial.check("limit").why("…").equal("67108864", group.text("memory.max"))`.
public final class Verdict {

    private final Trial trial;
    private final Point point;
    private String why;
    private Event step;
    private Path trace;

    Verdict(Trial trial, Point point) {
        this.trial = trial;
        this.point = point;
    }

    /// What a failure means, in a sentence or two that helps on. Say what the kernel does, not what to type.
    public Verdict why(String sentence) {
        why = sentence;
        return this;
    }

    /// The call that is to blame, where there is one: the viewer opens there.
    public Verdict at(Running running, Event call) {
        step = call;
        trace = running.traceFile();
        return this;
    }

    /// Passes when the two are equal.
    public Decided equal(Object expected, Object got) {
        return that(Objects.equals(expected, got), String.valueOf(expected), String.valueOf(got));
    }

    /// Passes when the answer is right. Who has not answered yet is not told what is right: a prediction comes first.
    public Decided answered(String expected, String answer) {
        if (answer.isEmpty()) {
            why = "Write behind the colon what you think; then you are told what is right, and why.";
            return that(false, "an answer of yours", "none yet");
        }
        return equal(expected, answer);
    }

    /// Passes when the text has this part.
    public Decided contains(String part, String got) {
        return that(got != null && got.contains(part), "… " + part + " …", got);
    }

    /// Passes when it holds.
    ///
    /// @param expected what should have been, in words
    /// @param got      what was, in words
    public Decided that(boolean holds, String expected, String got) {
        Finding.Outcome outcome = holds ? Finding.Outcome.PASS : Finding.Outcome.FAIL;
        trial.found(new Finding(point.id(), point.points(), point.title(), outcome, expected, shortened(got), why,
                step == null ? 0 : step.sequence(), step == null ? null : Calls.text(step), trace));
        return new Decided(holds, point);
    }

    /// A student's output may be long, and is only ever shown as text.
    private static String shortened(String text) {
        return text == null || text.length() <= 2000 ? text : text.substring(0, 2000) + "…";
    }

    /// A verdict that was given.
    ///
    /// @param hasPassed whether the point was won
    public record Decided(boolean hasPassed, Point point) {

        /// Without this point the others make no sense: they count as failed.
        public void orStop() {
            if (!hasPassed) {
                throw new TrialOver("not looked at, because '" + point.id() + "' comes first");
            }
        }
    }
}
