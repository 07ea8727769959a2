package learnc.runtime.trace;

/// How a trace looks on a screen.
///
/// @param explain   how much is said besides the calls
/// @param isQuiet   only stages and refusals
/// @param isColored with the terminal's own colours; they never say anything that the words do not
/// @param isAscii   without characters beyond ASCII
/// @param isLinked  the Java line is a link to the file (OSC 8), for terminals
/// @param isLive    somebody is looking while it is written: each line appears at once
/// @param sources   the folder of learnc's sources, for links; null for no links
/// @param columns   how wide the screen is
public record TextStyle(Explain explain, boolean isQuiet, boolean isColored, boolean isAscii, boolean isLinked, boolean isLive, String sources,
                        int columns) {

    /// What every terminal has.
    public static final int USUAL_COLUMNS = 80;

    /// How much is said besides the calls.
    public enum Explain {
        /// Nothing: one line a call.
        OFF,
        /// Why each stage exists, and why a call was refused that should not have been.
        STAGES,
        /// Also what each call is for.
        BRIEF,
        /// Also what would be different without it, its command for a shell, its manual page, and its place in the flow of `docker run`.
        FULL
    }

    /// For a screen of the usual width.
    public TextStyle(Explain explain, boolean isQuiet, boolean isColored, boolean isAscii, boolean isLinked, boolean isLive, String sources) {
        this(explain, isQuiet, isColored, isAscii, isLinked, isLive, sources, USUAL_COLUMNS);
    }

    /// Whether so much is to be said, or more.
    boolean explains(Explain much) {
        return explain.compareTo(much) >= 0;
    }

    /// For a file or a pipe.
    public static TextStyle plain() {
        return new TextStyle(Explain.STAGES, false, false, false, false, false, null);
    }
}
