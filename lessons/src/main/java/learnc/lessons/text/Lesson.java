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
        return text.substring(0, behind) + (text.charAt(behind - 1) == '\n' ? "" : end) + end + empty(head, end) + end + text.substring(behind);
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

    /// How many characters lie between the end of the cell before, or the beginning of the file, and this one.
    public int gapBefore(Cell cell) {
        int place = cells.indexOf(cell);
        return Block.of(text, cell).start() - (place == 0 ? 0 : behind(cells.get(place - 1)));
    }

    /// How many characters lie between the end of this cell and the next one, or the end of the file.
    public int gapBehind(Cell cell) {
        int next = cells.indexOf(cell) + 1;
        return (next < cells.size() ? Block.of(text, cells.get(next)).start() : text.length()) - behind(cell);
    }

    /// The whole file with a block put in.
    ///
    /// @param next the cell behind it, or null for the end of the file
    /// @param gap  as [#gapBehind(Cell)] said when it was taken out; never reaches into the cell before
    public String withBlock(String block, Cell next, int gap) {
        int index = next == null ? cells.size() : cells.indexOf(next);
        int least = index == 0 ? 0 : behind(cells.get(index - 1));
        int place = Math.max(least, (next == null ? text.length() : Block.of(text, next).start()) - gap);
        return text.substring(0, place) + block + text.substring(place);
    }

    /// The same where the cell behind it is gone, too.
    ///
    /// @param before the cell before it, or null for the beginning of the file
    /// @param gap    as [#gapBefore(Cell)] said when it was taken out; never reaches into the cell behind
    public String withBlockBehind(Cell before, int gap, String block) {
        int index = before == null ? 0 : cells.indexOf(before) + 1;
        int most = index < cells.size() ? Block.of(text, cells.get(index)).start() : text.length();
        int place = Math.min(most, (before == null ? 0 : behind(before)) + gap);
        return text.substring(0, place) + block + text.substring(place);
    }

    /// The whole file with two cells in each other's place; what stands between them stays.
    ///
    /// @param first  the one further up
    /// @param second the one further down
    public String exchanged(Cell first, Cell second) {
        Block upper = Block.of(text, first);
        Block lower = Block.of(text, second);
        String between = text.substring(behind(first), lower.start());
        // The last line of the file may have no end.
        boolean isOpen = !lower.text().endsWith("\n") && upper.text().endsWith("\n");
        return text.substring(0, upper.start()) + lower.text() + (isOpen ? lower.lineEnd() : "") + between + upper.text() + text.substring(behind(second));
    }

    private int behind(Cell cell) {
        Block block = Block.of(text, cell);
        return block.start() + block.length();
    }
}
