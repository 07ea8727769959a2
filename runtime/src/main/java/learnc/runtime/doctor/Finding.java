package learnc.runtime.doctor;

/// One thing that was examined.
///
/// @param subject what
/// @param verdict how it is
/// @param detail  what was seen, in a few words
/// @param remedy  what to do, in one line; empty where nothing is to be done
public record Finding(String subject, Verdict verdict, String detail, String remedy) {

    /// How a thing is.
    public enum Verdict {
        /// It works.
        WORKS,
        /// It works in part, or only something that few need does not work, or it could not be examined.
        NOTE,
        /// It does not work, and `learnc run` needs it.
        FAILS
    }
}
