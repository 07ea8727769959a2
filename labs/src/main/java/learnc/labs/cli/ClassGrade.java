package learnc.labs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import learnc.labs.box.Bounds;
import learnc.labs.classroom.Classroom;
import learnc.labs.classroom.Graded;
import learnc.labs.classroom.HandedIn;
import learnc.labs.classroom.ScoreTable;
import learnc.labs.classroom.StudentPage;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Preflight;
import learnc.labs.text.Lab;
import learnc.labs.text.Labs;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc class grade DIR…`
@Command(name = "grade", description = "Grade what students have handed in: a table of scores, and a page for each student.", footer = {
    "%nA student's folder has a folder for each lab (as ~/learnc/labs has), or is the",
    "file that 'learnc lab submit' packs. A seed.txt in it says whose questions they",
    "were, else it is the folder's name.",
    "%nEach program of a student runs shut in and watched; who means harm and knows the",
    "kernel well belongs into a virtual machine nevertheless (see vagrant/).",
    "%nThe exit code is 0 when all were graded, whatever their grades are, 2 when the",
    "command line makes no sense, 3 when this machine cannot do a lab."})
final class ClassGrade implements Callable<Integer> {

    private static final int CANNOT = 3;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "A folder, or a file of 'learnc lab submit', for each student.")
    List<Path> given;

    @Option(names = "--lab", paramLabel = "LAB", description = "Only this one; may be given several times.")
    List<String> names = List.of();

    @Option(names = "--hidden", paramLabel = "DIR", description = "Your own checks: folders NN-topic with a lab.adoc (its points) and a Check.java.")
    Path hidden;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table there, as comma-separated values.")
    Path csv;

    @Option(names = "--pages", paramLabel = "DIR", description = "Write a page for each student there.")
    Path pages;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each program may run, else ${DEFAULT-VALUE}.")
    int seconds = Bounds.USUAL.seconds();

    @Mixin
    WhichLabs labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Lab> all = labs.labs().all();
        List<Lab> chosen = names.isEmpty() ? all : names.stream().map(labs.labs()::named).toList();
        refuseIfImpossible(chosen);
        Output.prepare(csv);
        Path place = Files.createTempDirectory("learnc-class");
        try {
            List<Graded> graded = graded(chosen, place);
            write(new ScoreTable(chosen, graded));
            for (Graded student : graded) {
                page(student);
            }
        } finally {
            remove(place);
        }
        return 0;
    }

    private List<Graded> graded(List<Lab> chosen, Path place) {
        List<HandedIn> students = given.stream().map(path -> HandedIn.of(path, place)).toList();
        var hiding = new ArrayList<>(given.stream().filter(Files::isDirectory).toList());
        hiding.addAll(hidden == null ? List.of(place) : List.of(place, hidden));
        var grader = new Grader(labs.boxes(hiding), Bounds.USUAL.within(seconds));
        return new Classroom(grader, chosen, hidden == null ? List.of() : new Labs(hidden).all(), place.resolve("traces"), this::tell).graded(students);
    }

    /// Grading a class takes a while, and a table comes only at the end.
    private void tell(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }

    private static void refuseIfImpossible(List<Lab> chosen) {
        for (Lab lab : chosen) {
            List<String> missing = Preflight.missing(lab);
            if (!missing.isEmpty()) {
                throw new Failure(CANNOT, "this machine cannot do lab " + lab.number() + "; missing:\n  " + String.join("\n  ", missing), null);
            }
        }
    }

    private void write(ScoreTable table) throws IOException {
        table.writeColumns(spec.commandLine().getOut());
        if (csv != null) {
            try (var out = new PrintWriter(csv.toFile(), StandardCharsets.UTF_8)) {
                table.writeCsv(out);
            }
        }
    }

    private void page(Graded student) throws IOException {
        if (pages != null) {
            Path page = Files.createDirectories(pages).resolve(student.student().name() + ".html");
            try (var out = new PrintWriter(page.toFile(), StandardCharsets.UTF_8)) {
                new StudentPage(student).write(out);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
