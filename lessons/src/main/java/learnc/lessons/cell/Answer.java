package learnc.lessons.cell;

import java.util.List;

/// What came of a cell.
///
/// @param parts  of each statement, in order; those after one that failed are missing
/// @param output what was printed meanwhile
/// @param isLost whether the Java machine has ended (System.exit, a crash, or it was killed): the next cell starts a new one
public record Answer(List<Part> parts, String output, boolean isLost) {

    /// What came of one statement, declaration or import.
    ///
    /// @param source  its text
    /// @param name    of the variable that holds the value, or null
    /// @param value   as JShell shows it, or null where there is none
    /// @param failure what was thrown or what the compiler said, or null
    /// @param promise what the text promises about it, or null
    public record Part(String source, String name, String value, Trouble failure, Promise promise) {
    }

    /// What went wrong with a part.
    ///
    /// @param message in words
    /// @param from    first character in the cell that the compiler complains about; −1 for an exception
    /// @param to      behind the last
    public record Trouble(String message, int from, int to) {
        /// Whether it never ran.
        public boolean isOfCompiler() {
            return from >= 0;
        }
    }

    /// The first promise that was not kept or failure that was not promised, in words; null when all is well.
    public String brokenPromise() {
        if (isLost) {
            return "the Java machine of the cells has ended";
        }
        for (Part part : parts) {
            String broken = part.promise == null ? unexpected(part) : part.promise.broken(part.value, part.failure);
            if (broken != null) {
                return broken + "\n  at: " + part.source.strip();
            }
        }
        return null;
    }

    private static String unexpected(Part part) {
        return part.failure == null ? null : part.failure.message;
    }
}
