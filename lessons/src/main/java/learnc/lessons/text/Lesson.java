package learnc.lessons.text;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/// A lesson: its file, and the cells in it.
///
/// @param number two digits, as `03`
/// @param name   the rest of the folder's name, as `layers`
/// @param title  of the document
/// @param file   where it is
/// @param text   all of it
/// @param cells  in order
public record Lesson(String number, String name, String title, Path file, String text, List<Cell> cells) {

    /// `03-layers`.
    public String folder() {
        return number + "-" + name;
    }

    /// The cell with that id.
    ///
    /// @throws NoSuchElementException when there is none
    public Cell cell(String id) {
        return cells.stream().filter(cell -> cell.id().equals(id)).findFirst().orElseThrow(() -> new NoSuchElementException("no cell " + id + " in " + folder()));
    }

    /// The whole file with another text in one cell, and not a byte changed elsewhere.
    public String with(Cell cell, String source) {
        int start = text.indexOf(cell.source(), offsetOfLine(cell.firstLine()));
        return text.substring(0, start) + source + text.substring(start + cell.source().length());
    }

    private int offsetOfLine(int line) {
        int offset = 0;
        for (int i = 1; i < line; i++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return offset;
    }
}
