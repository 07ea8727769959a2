package learnc.labs.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import learnc.runtime.image.ImageStore;
import learnc.runtime.image.shell.ShellImage;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Places;
import learnc.runtime.stage.unpack.Unpack;

/// The image learnc/shell, complete and unpacked, for every box in which it is asked for.
///
/// learnc would make it there by itself, in each box anew: that takes longer than the container for which it is wanted, and hides the calls that an
/// exercise is about among a thousand others. So the grader makes it once. In a box its files lie in the folder that cannot be written; the
/// box's own store begins with its names, and with links to what a store only reads.
final class ReadyShell {

    /// Where in a box's folder the files are.
    private static final String FILES = "shell";
    /// Where in a box's folder is what its own store begins with.
    private static final String STORE = "root";
    private static final int SMALL_BYTES = 1 << 16;
    /// A layer's files, and what is in there.
    private static final Pattern LAYER = Pattern.compile("layers/[^/]+/diff(/.+)?");

    private static ReadyShell made;

    private final List<Piece> pieces;

    /// @param content of a file, or null
    /// @param target  of a symlink, or null
    private record Piece(String path, Set<PosixFilePermission> permissions, byte[] content, String target) {

        private boolean isDirectory() {
            return content == null && target == null;
        }

        /// Whether it is large, or has many others in it: a link to it is enough.
        private boolean isLinked() {
            Matcher layer = LAYER.matcher(path);
            return content != null && content.length > SMALL_BYTES || layer.matches() && layer.group(1) == null;
        }

        private boolean isInLayer() {
            Matcher layer = LAYER.matcher(path);
            return layer.matches() && layer.group(1) != null;
        }

        private void makeIn(Path folder) throws IOException {
            Path place = folder.resolve(path);
            Files.createDirectories(place.getParent());
            if (target != null) {
                Files.createSymbolicLink(place, Path.of(target));
                return;
            }
            if (isDirectory()) {
                Files.createDirectories(place);
            } else {
                Files.write(place, content);
            }
            Files.setPosixFilePermissions(place, permissions);
        }
    }

    private ReadyShell(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /// Whether a program is started with these words that needs it.
    static boolean isAskedFor(List<String> words) {
        return words.stream().anyMatch(word -> word.contains(ShellImage.NAME));
    }

    /// The one of this learnc.
    static synchronized ReadyShell made() {
        if (made == null) {
            made = new ReadyShell(pieces());
        }
        return made;
    }

    /// Puts it into a box in which nothing runs yet.
    ///
    /// @param inside where the program will see a file of that folder
    void putInto(Path folder, UnaryOperator<String> inside) throws IOException {
        for (Piece piece : pieces) {
            if (piece.isInLayer()) {
                piece.makeIn(folder.resolve(FILES));
            } else if (piece.isLinked()) {
                piece.makeIn(folder.resolve(FILES));
                Files.createSymbolicLink(folder.resolve(STORE).resolve(piece.path()), Path.of(inside.apply(FILES + "/" + piece.path())));
            } else {
                piece.makeIn(folder.resolve(STORE));
            }
        }
    }

    private static List<Piece> pieces() {
        try {
            Path folder = Files.createTempDirectory("learnc-lab");
            try {
                make(new Places(folder + "/root", folder + "/run"));
                return read(folder.resolve("root"));
            } finally {
                remove(folder);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void make(Places places) {
        try (Linux linux = new Linux(UnaryOperator.identity())) {
            Image image = new ShellImage(linux.host(), new ImageStore(linux.host(), places)).make();
            new Unpack(linux.host(), linux, places, _ -> { }).layers(image);
        }
    }

    private static List<Piece> read(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted().map(file -> piece(file, root.relativize(file).toString())).toList();
        }
    }

    private static Piece piece(Path file, String path) {
        try {
            if (Files.isSymbolicLink(file)) {
                return new Piece(path, null, null, Files.readSymbolicLink(file).toString());
            }
            return new Piece(path, Files.getPosixFilePermissions(file), Files.isDirectory(file) ? null : Files.readAllBytes(file), null);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
