package learnc.lessons.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import learnc.lessons.cell.SandboxedEngine;
import learnc.lessons.kit.StartUp;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.RootOnly;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc jshell`: Java's own shell, with the runtime at hand, in a sandbox.
@Command(name = "jshell", description = "Java's own shell with the runtime at hand: var init = newInit(); init.sethostname(\"box\")",
        footer = {"%nWhat it runs, it runs in a sandbox: namespaces and control groups of its own, the host's files read-only.",
            "/help learnc tells what is at hand. Tab completes, and once more shows documentation; /exit ends it and everything that was made in it."})
final class JShellCommand implements Callable<Integer> {

    /// Scripts that jshell itself has, by their names.
    private static final List<String> READY_MADE = List.of("DEFAULT", "PRINTING", "JAVASE", "TOOLING");
    /// Complains where there is no home directory to keep the history in. A logger that nobody holds forgets its level.
    private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts to run first; '-' reads standard input.")
    List<String> files = List.of();

    @Option(names = "--print-class-path", description = "Print the class path with which Java's own jshell, or another Java notebook, finds learnc's classes.")
    boolean isPathWanted;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (isPathWanted) {
            spec.commandLine().getOut().println(classPath());
            return 0;
        }
        RootOnly.check(spec);
        for (String file : files) {
            if (!file.equals("-") && !READY_MADE.contains(file) && !Files.isReadable(Path.of(file))) {
                throw new Failure("there is no script " + file + " that can be read\n  try: the path of a file with Java statements, or - for standard input");
            }
        }
        PREFERENCES.setLevel(Level.OFF);
        Path start = Files.createTempFile("learnc", ".jsh");
        try {
            Files.write(start, StartUp.statements());
            var words = new ArrayList<>(List.of("--execution", "learnc", "--class-path", classPath(), "--startup", start.toString()));
            words.addAll(files);
            return new ShellTool(Path.of(System.getProperty("learnc.home", "."))).run(words.toArray(String[]::new));
        } catch (IOException refused) {
            throw new Failure("jshell did not start: " + refused.getMessage(), refused);
        } finally {
            SandboxedEngine.closeAll();
            Files.deleteIfExists(start);
        }
    }

    /// JShell refuses a path that does not exist; Java itself does not mind.
    private static String classPath() {
        var existing = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (new File(entry).exists()) {
                existing.add(entry);
            }
        }
        return String.join(File.pathSeparator, existing);
    }
}
