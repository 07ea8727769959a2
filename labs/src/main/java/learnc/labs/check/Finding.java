package learnc.labs.check;

import java.nio.file.Path;

/// What became of one point.
///
/// @param id       of the point
/// @param points   what it is worth
/// @param title    what it says
/// @param outcome  of the check
/// @param expected what should have been; null where nothing needs to be said
/// @param got      what was
/// @param why      what the difference means, and what to do about it
/// @param step     the guilty call's number in the trace, or 0
/// @param call     the guilty call in words, or null
/// @param trace    the trace that the witness has written, or null
public record Finding(String id, int points, String title, Outcome outcome, String expected, String got, String why, long step, String call, Path trace) {

    /// A check that cannot be made is an error, and no failure of the student.
    public enum Outcome { PASS, FAIL, ERROR }

    /// The points that it gives.
    public int score() {
        return outcome == Outcome.PASS ? points : 0;
    }

    /// All its words, for those who look for some of them.
    public String words() {
        return String.join("\n", expected == null ? "" : "expected " + expected, got == null ? "" : "got " + got, why == null ? "" : why, call == null ? "" : call);
    }
}
