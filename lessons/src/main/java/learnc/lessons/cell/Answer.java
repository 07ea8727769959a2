package learnc.lessons.cell;

import java.util.List;
import java.util.Set;

import learnc.lessons.kit.Display;

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
    /// @param offset  where it begins in the cell, in characters
    /// @param display a better form of the value than text, or null
    /// @param changes names that mean something else now: what it has declared or set, also by methods, and methods and types that use it
    public record Part(String source, String name, String value, Trouble failure, Promise promise, int offset, Display display, Set<String> changes) {
    }

    /// What went wrong with a part.
    ///
    /// @param message in words
    /// @param from    first character in the cell that is meant: what the compiler complains about, or the statement that has thrown
    /// @param to      behind the last
    /// @param code    the compiler's name for it, as `compiler.err.prob.found.req`; null for an exception
    /// @param line    in the cell, from 1
    /// @param frames  of an exception, from where it was thrown to the cell
    public record Trouble(String message, int from, int to, String code, int line, List<String> frames) {
        /// Whether it never ran.
        public boolean isOfCompiler() {
            return code != null;
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
