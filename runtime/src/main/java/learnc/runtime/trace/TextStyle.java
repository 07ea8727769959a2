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
public record TextStyle(Explain explain, boolean isQuiet, boolean isColored, boolean isAscii, boolean isLinked, boolean isLive, String sources) {

    /// How much is said besides the calls.
    public enum Explain {
        /// Nothing.
        OFF,
        /// Why each stage exists, and why a call was refused.
        BRIEF,
        /// Also the manual page of each call, and its place in the flow of `docker run`.
        FULL
    }

    /// For a file or a pipe.
    public static TextStyle plain() {
        return new TextStyle(Explain.BRIEF, false, false, false, false, false, null);
    }
}
