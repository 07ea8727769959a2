package learnc.labs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import learnc.labs.classroom.Stripped;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc class strip FROM TO`
@Command(name = "strip", description = "Make a task of a solution: leave out what is between BEGIN SOLUTION and END SOLUTION.")
final class ClassStrip implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FROM", description = "The folder with the solution.")
    Path from;

    @Parameters(index = "1", paramLabel = "TO", description = "Where the task is written; files that are there stay as they are.")
    Path to;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                strip(file, to.resolve(file.getFileName().toString()));
            }
            return 0;
        } catch (IOException refused) {
            throw new Failure(2, "cannot read or write " + refused.getMessage(), refused);
        }
    }

    private void strip(Path file, Path task) throws IOException {
        if (Files.exists(task)) {
            throw new Failure(2, task + " is there already", null);
        }
        Files.writeString(task, Stripped.of(file.toString(), Files.readString(file)));
        spec.commandLine().getOut().println(task);
        spec.commandLine().getOut().flush();
    }
}
