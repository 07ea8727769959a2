package learnc.lessons.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import learnc.lessons.text.Cell;

/// What comes before the first cell.
public final class StartUp {

    private StartUp() {
    }

    /// The imports that every cell has, a statement each.
    public static List<String> statements() {
        try (InputStream text = StartUp.class.getResourceAsStream("start.jsh")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The Java of a cell: a command for a shell becomes the call that runs it.
    public static String java(Cell cell) {
        if (cell.kind() != Cell.Kind.SHELL) {
            return cell.source();
        }
        String quoted = cell.source().replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
        // On a line of their own the closing quotes stay apart from one at the end of the command.
        return "System.out.println(sh(\"\"\"\n" + quoted + "\n\"\"\"));";
    }
}
