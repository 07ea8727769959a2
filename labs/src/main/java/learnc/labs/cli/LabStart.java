package learnc.labs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab start NN`
@Command(name = "start", description = "Put a lab's task into your folder, and show its text. What is there already stays.")
final class LabStart implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Its number or name.")
    String name;

    @Mixin
    WhichLabs labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Lab lab = labs.labs().named(name);
        PrintWriter out = spec.commandLine().getOut();
        out.println(lab.text());
        for (Path file : placed(lab, labs.student().resolve(lab.id()))) {
            out.println("yours to edit: " + file);
        }
        out.println("then: learnc lab check " + lab.number());
        out.flush();
        return 0;
    }

    private Iterable<Path> placed(Lab lab, Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(lab.task())) {
                return files.sorted().map(file -> placed(file, folder.resolve(file.getFileName().toString()))).toList();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Path placed(Path from, Path to) {
        try {
            if (!Files.exists(to)) {
                Files.writeString(to, labs.seed().filled(to.getParent().getFileName().toString(), Files.readString(from)));
            }
            return to;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
