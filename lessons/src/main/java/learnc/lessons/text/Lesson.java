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
        Block block = Block.of(text, cell);
        return text.substring(0, block.start()) + block.with(source) + text.substring(block.start() + block.length());
    }

    /// The whole file with a new, empty cell.
    ///
    /// @param after id of the cell behind which it stands; null for the end of the file
    /// @param head  its first line, as `[source#mine%live,java]`
    public String withNew(String after, String head) {
        if (after == null) {
            String end = text.contains("\r\n") ? "\r\n" : "\n";
            return text + (text.isEmpty() || text.endsWith("\n") ? "" : end) + end + empty(head, end) + end;
        }
        Block block = Block.of(text, cell(after));
        String end = block.lineEnd();
        int behind = block.start() + block.length();
        return text.substring(0, behind) + (text.charAt(behind - 1) == '\n' ? "" : end) + end + empty(head, end) + (behind == text.length() ? "" : end) + text.substring(behind);
    }

    private static String empty(String head, String end) {
        return head + end + "----" + end + "----";
    }

    /// The block of a cell as it lies in the file, with everything that belongs to it.
    public String blockOf(Cell cell) {
        return Block.of(text, cell).text();
    }

    /// The whole file without a cell.
    public String without(Cell cell) {
        Block block = Block.of(text, cell);
        return text.substring(0, block.start()) + text.substring(block.start() + block.length());
    }

    /// How many characters lie between the end of the cell before (or the beginning of the file) and this one.
    public int distance(Cell cell) {
        int place = cells.indexOf(cell);
        return Block.of(text, cell).start() - (place == 0 ? 0 : behind(cells.get(place - 1)));
    }

    /// The whole file with a block put in.
    ///
    /// @param after    the cell before, or null for the beginning of the file
    /// @param distance as [#distance(Cell)] said when it was taken out; never beyond the next cell
    public String withBlock(String block, Cell after, int distance) {
        int from = after == null ? 0 : behind(after);
        int next = after == null ? 0 : cells.indexOf(after) + 1;
        int most = next < cells.size() ? Block.of(text, cells.get(next)).start() : text.length();
        int place = Math.min(from + distance, most);
        return text.substring(0, place) + block + text.substring(place);
    }

    private int behind(Cell cell) {
        Block block = Block.of(text, cell);
        return block.start() + block.length();
    }
}
