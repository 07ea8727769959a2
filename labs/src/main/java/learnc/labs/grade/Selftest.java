package learnc.labs.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import learnc.labs.box.Boxes;
import learnc.labs.check.Finding;
import learnc.labs.text.Lab;
import learnc.labs.text.Seed;
import learnc.labs.text.Wrong;

/// Does a lab's check tell right from wrong?
public final class Selftest {

    private static final int LEAST_WRONG = 3;
    static final Seed SEED = new Seed("selftest");

    private final Grader grader;
    private final Boxes boxes;
    private final Path folder;
    private final Consumer<String> progress;

    /// @param boxes    where boxes get folders; nothing may be left there
    /// @param folder   for traces and mixed solutions
    /// @param progress gets a line for each attempt
    public Selftest(Grader grader, Boxes boxes, Path folder, Consumer<String> progress) {
        this.grader = grader;
        this.boxes = boxes;
        this.folder = folder;
        this.progress = progress;
    }

    /// Tries everything in a lab's folder.
    ///
    /// @return what is wrong with the lab, in sentences; empty when it is sound
    public List<String> complaints(Lab lab) {
        var complaints = new ArrayList<String>();
        solution(lab, complaints);
        task(lab, complaints);
        if (lab.wrong().size() < LEAST_WRONG) {
            complaints.add("there are " + lab.wrong().size() + " folders wrong-…, and there must be " + LEAST_WRONG);
        }
        for (Wrong wrong : lab.wrong()) {
            wrong(lab, wrong, complaints);
        }
        if (lab.hints().isEmpty()) {
            complaints.add("there are no hints");
        }
        return complaints;
    }

    /// Tries only the solution and the first mistake, and says what it leaves out: less work, for a machine that is very slow.
    ///
    /// @return what is wrong with the lab, as far as these tell
    public List<String> firstComplaints(Lab lab) {
        var complaints = new ArrayList<String>();
        solution(lab, complaints);
        lab.wrong().stream().limit(1).forEach(wrong -> wrong(lab, wrong, complaints));
        progress.accept(lab.id() + " left out: task" + String.join("", lab.wrong().stream().skip(1).map(wrong -> ", " + wrong.name()).toList()));
        return complaints;
    }

    private void solution(Lab lab, List<String> complaints) {
        Report report = attempt(lab, "solution", files(lab, "solution", lab.solution()), complaints);
        for (Finding finding : report.findings()) {
            if (finding.outcome() != Finding.Outcome.PASS) {
                complaints.add("the solution fails at " + finding.id() + ": " + finding.words());
            }
        }
    }

    private void task(Lab lab, List<String> complaints) {
        Report report = attempt(lab, "task", files(lab, "task", lab.task()), complaints);
        if (report.isPassed()) {
            complaints.add("the task passes before anybody has worked on it");
        }
        if (report.hasErrors()) {
            complaints.add("the check cannot be made with the task: " + errors(report));
        }
    }

    private void wrong(Lab lab, Wrong wrong, List<String> complaints) {
        Report report = attempt(lab, wrong.name(), files(lab, wrong.name(), lab.solution(), wrong.folder()), complaints);
        if (report.hasErrors()) {
            complaints.add(wrong.name() + ": the check cannot be made: " + errors(report));
        }
        if (wrong.expected().isEmpty()) {
            complaints.add(wrong.name() + " expects nothing (file " + Wrong.EXPECT + ")");
        }
        for (Wrong.Expected expected : wrong.expected()) {
            Finding finding = report.finding(expected.id());
            if (finding.outcome() != Finding.Outcome.FAIL || !finding.words().contains(expected.words())) {
                complaints.add(wrong.name() + ": " + expected.id() + " should fail with '" + expected.words() + "', but: " + finding.outcome() + "\n" + finding.words());
            }
        }
    }

    private static String errors(Report report) {
        return String.join("; ", report.findings().stream().filter(its -> its.outcome() == Finding.Outcome.ERROR).map(Finding::words).toList());
    }

    private Report attempt(Lab lab, String name, Path work, List<String> complaints) {
        long began = System.nanoTime();
        Report report = grader.grade(lab, work, folder.resolve(lab.id()).resolve(name), SEED);
        progress.accept(lab.id() + " " + name + ": " + report.score() + " of " + lab.mostPoints() + " points, " + (System.nanoTime() - began) / 1_000_000 + " ms");
        complaints.addAll(left(name));
        return report;
    }

    /// A box removes its folder and its groups; its mounts, links and processes go with its namespaces.
    private List<String> left(String name) {
        try (Stream<Path> folders = Files.list(boxes.folder())) {
            return folders.map(path -> name + " has left " + path).toList();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// A wrong solution is the solution, with some files replaced.
    private Path files(Lab lab, String name, Path... sources) {
        try {
            Path files = Files.createDirectories(folder.resolve(lab.id()).resolve(name).resolve("files"));
            for (Path source : sources) {
                copy(lab, source, files);
            }
            return files;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void copy(Lab lab, Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(its -> !its.endsWith(Wrong.EXPECT)).toList()) {
                Files.writeString(to.resolve(file.getFileName().toString()), SEED.filled(lab.id(), Files.readString(file)));
            }
        }
    }
}
