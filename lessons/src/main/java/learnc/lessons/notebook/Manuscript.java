package learnc.lessons.notebook;

import java.nio.file.Path;
import java.util.List;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.spec.Failure;

/// The text of one lesson: as the course has it, and as one student does. Part of a [Work], under whose lock it is read and changed.
final class Manuscript {

    private final String name;
    private final Path original;
    private final StudentCopy copy;
    private Lesson course;
    private Lesson lesson;
    private Failure trouble;
    private String text = "";
    private long version;

    /// @param original the lesson's folder in the course, which is never written
    /// @param folder   the student's
    /// @param version  that an earlier session has ended with
    Manuscript(Path original, Path folder, long version) {
        this.name = original.getFileName().toString();
        this.original = original;
        this.copy = new StudentCopy(original, folder);
        this.version = version;
        read();
    }

    private void read() {
        try {
            text = copy.text();
            course = null;
            course = Lessons.in(original, copy.originalText());
        } catch (Failure broken) {
            // A course that cannot be read is shown by the copy, if there is one.
        }
        try {
            lesson = Lessons.in(original, text);
            trouble = null;
        } catch (Failure broken) {
            lesson = null;
            trouble = broken;
        }
    }

    /// Reads the file anew if another program has written it.
    ///
    /// @return whether the text is another one now
    boolean readAgain() {
        if (!copy.hasChanged()) {
            return false;
        }
        String old = text;
        read();
        version += old.equals(text) ? 0 : 1;
        return !old.equals(text);
    }

    /// Replaces the text, here and on the disk.
    void change(String next) {
        copy.write(next);
        text = next;
        lesson = Lessons.in(original, next);
        version++;
    }

    /// Makes the course's own text the student's again.
    ///
    /// @param aside name under which the copy stays
    void putAside(String aside) {
        copy.putAside(aside);
        version++;
        read();
    }

    String name() {
        return name;
    }

    String title() {
        return lesson != null ? lesson.title() : course != null ? course.title() : name;
    }

    /// How often the text has changed.
    long version() {
        return version;
    }

    String text() {
        return text;
    }

    String originalText() {
        return copy.originalText();
    }

    /// Whether the student has a copy.
    boolean isCopied() {
        return copy.exists();
    }

    /// The student's lesson; null when its text cannot be understood.
    Lesson lesson() {
        return lesson;
    }

    /// Why it cannot be understood, or null.
    Failure trouble() {
        return trouble;
    }

    /// The course's own lesson, or null.
    Lesson course() {
        return course;
    }

    List<Cell> cells() {
        return lesson == null ? List.of() : lesson.cells();
    }

    /// The cell, or null.
    Cell find(String id) {
        return cells().stream().filter(cell -> cell.id().equals(id)).findFirst().orElse(null);
    }

    /// @throws Refusal when there is none
    Cell cell(String id) {
        Cell cell = find(id);
        if (cell == null) {
            throw new Refusal(Refusal.NOT_FOUND, "there is no cell " + id + " in " + name);
        }
        return cell;
    }

    /// The course's own text of a cell; null when the student has made it.
    String originalOf(String id) {
        return course == null ? null : course.cells().stream().filter(cell -> cell.id().equals(id)).map(Cell::source).findFirst().orElse(null);
    }
}
