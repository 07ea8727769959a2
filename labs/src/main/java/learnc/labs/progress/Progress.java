package learnc.labs.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.spec.Failure;

/// The file `progress.txt` in a student's folder:
///
///     04-limits: started=2026-01-31 attempts=3 best=8 hints=1
///
/// Lines that learnc does not understand, such as the student's notes, stay where they are. It is replaced as a whole, so that a
/// crash leaves the old one or the new one.
public final class Progress {

    private static final String NAME = "progress.txt";

    private final Path file;

    /// @param folder the student's
    public Progress(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// What was done in a lab.
    public Done of(String lab) {
        return lines().stream().filter(line -> line.startsWith(lab + ":")).findFirst().map(line -> Done.of(line.substring(lab.length() + 1))).orElse(Done.NOTHING);
    }

    /// Notes a change.
    ///
    /// @return what is noted now
    public Done note(String lab, UnaryOperator<Done> change) {
        Done done = change.apply(of(lab));
        var lines = new ArrayList<>(lines());
        String line = lab + ": " + done.line();
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(lab + ":")) {
            at++;
        }
        if (at < lines.size()) {
            lines.set(at, line);
        } else {
            lines.add(line);
        }
        write(lines);
        return done;
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw new Failure("cannot read " + file + ": " + unreadable.getMessage() + "\n  try: mend it, or move it away: it is your own notebook", unreadable);
        }
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling("." + NAME + ".new");
            Files.deleteIfExists(next);
            Files.write(next, lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new Failure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
    }

    /// Where it is.
    public Path file() {
        return file;
    }
}
