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
        return "System.out.println(sh(\"" + escaped(cell.source()) + "\"))";
    }

    /// The text between the quotes of a string. What looks like a promise is none in a shell.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace("// =>", "/\\57 =>");
    }
}
