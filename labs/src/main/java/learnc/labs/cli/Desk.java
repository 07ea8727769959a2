package learnc.labs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import learnc.labs.progress.Done;
import learnc.labs.progress.Progress;
import learnc.labs.text.Lab;
import learnc.labs.text.Seed;
import learnc.runtime.spec.Failure;

/// A student's folder: the files of each lab, the progress, the traces. What learnc makes there belongs to the student, with sudo too.
final class Desk {

    private final Path folder;
    private final Seed seed;
    private final Progress progress;

    Desk(Path folder, Seed seed) {
        this.folder = folder;
        this.seed = seed;
        this.progress = new Progress(folder);
    }

    Path folder() {
        return folder;
    }

    Seed seed() {
        return seed;
    }

    /// Where the files of a lab are.
    Path of(Lab lab) {
        return folder.resolve(lab.id());
    }

    boolean hasStarted(Lab lab) {
        return Files.isDirectory(of(lab), LinkOption.NOFOLLOW_LINKS);
    }

    Path traces(Lab lab) {
        return folder.resolve(".traces").resolve(lab.id());
    }

    Done done(Lab lab) {
        return progress.of(lab.id());
    }

    Done note(Lab lab, UnaryOperator<Done> change) {
        Done done = progress.note(lab.id(), change);
        handOver();
        return done;
    }

    static String today() {
        return LocalDate.now().toString();
    }

    /// Lays out the files of a lab's task; what is there stays.
    ///
    /// @return all files of the task
    List<Path> lay(Lab lab) {
        try {
            Files.createDirectories(of(lab));
            seed.keep(folder);
            var laid = new ArrayList<Path>();
            for (Path file : taskFiles(lab)) {
                Path its = of(lab).resolve(file.getFileName().toString());
                if (!Files.exists(its, LinkOption.NOFOLLOW_LINKS)) {
                    Files.writeString(its, seed.filled(lab.id(), Files.readString(file)));
                }
                laid.add(its);
            }
            handOver();
            return laid;
        } catch (IOException refused) {
            throw new Failure("cannot write into " + of(lab) + ": " + refused.getMessage(), refused);
        }
    }

    /// Puts the files of the task back; the student's own get a number behind their names.
    ///
    /// @return what they are called now
    List<Path> reset(Lab lab) {
        try {
            var kept = new ArrayList<Path>();
            for (Path file : taskFiles(lab)) {
                Path its = of(lab).resolve(file.getFileName().toString());
                if (Files.exists(its, LinkOption.NOFOLLOW_LINKS)) {
                    kept.add(Files.move(its, free(its)));
                }
            }
            lay(lab);
            return kept;
        } catch (IOException refused) {
            throw new Failure("cannot move the files in " + of(lab) + ": " + refused.getMessage(), refused);
        }
    }

    private static Path free(Path file) {
        int number = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + "." + number), LinkOption.NOFOLLOW_LINKS)) {
            number++;
        }
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static List<Path> taskFiles(Lab lab) throws IOException {
        try (Stream<Path> files = Files.list(lab.task())) {
            return files.sorted().toList();
        }
    }

    /// With sudo, root has made what the student is to edit.
    private void handOver() {
        String user = System.getenv("SUDO_UID");
        String group = System.getenv("SUDO_GID");
        if (user == null || group == null) {
            return;
        }
        Path home = WhoseDesk.homeOfUser();
        for (Path above = folder.getParent(); above != null && above.startsWith(home) && !above.equals(home); above = above.getParent()) {
            own(above, Integer.parseInt(user), Integer.parseInt(group));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> own(file, Integer.parseInt(user), Integer.parseInt(group)));
        } catch (IOException refused) {
            throw new Failure("cannot read " + folder + ": " + refused.getMessage(), refused);
        }
    }

    /// A link itself is handed over, never what it leads to.
    private static void own(Path file, int user, int group) {
        try {
            if (Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)) {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException gone) {
            // It was there a moment ago.
        }
    }
}
