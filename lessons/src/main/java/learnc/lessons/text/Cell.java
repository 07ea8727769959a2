package learnc.lessons.text;

import java.util.Map;

/// A cell of a lesson.
///
/// @param id         its name in the file, which stays when the text around it changes
/// @param kind       what can be done with it
/// @param source     its text, without the delimiters
/// @param firstLine  of the text in the file, from 1
/// @param attributes further ones of its block, as `answer` and `points`
public record Cell(String id, Kind kind, String source, int firstLine, Map<String, String> attributes) {

    /// Kinds of cells.
    public enum Kind {
        /// Java, to be run and to be changed.
        JAVA,
        /// Java that the reader should not change, because what follows depends on it.
        LOCKED,
        /// Java that checks what the reader has done.
        CHECK,
        /// A command for a shell.
        SHELL,
        /// A question, answered before the next cell is run.
        PREDICT
    }

    /// The attribute of a cell with the option `%setup`: whenever a new Java machine is started, it runs first.
    static final String SETUP = "%setup";

    /// Whether it makes what the others need.
    public boolean isSetup() {
        return attributes.containsKey(SETUP);
    }

    /// Whether it can be run.
    public boolean runs() {
        return kind != Kind.PREDICT;
    }
}
