package learnc.runtime.cli.step;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import learnc.runtime.stage.exec.Visit;

/// Programs of the one who looks: a shell in the half-built container, an editor on the host. They come from a Linux without a
/// watch, so they are no part of the run.
class Visits {

    private static final List<String> SHELLS = List.of("/bin/sh", "/bin/bash", "/bin/busybox");
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final List<String> EDITORS = List.of("VISUAL", "EDITOR", "PAGER");

    private final Supplier<Actor> inside;
    private final boolean hasTerminal;

    /// @param inside      the process that was last at work in the container, or null
    /// @param hasTerminal whether there is a terminal that a program can use
    Visits(Supplier<Actor> inside, boolean hasTerminal) {
        this.inside = inside;
        this.hasTerminal = hasTerminal;
    }

    /// A shell where the container is now.
    ///
    /// @param command what it is to do; empty to talk with it
    /// @param step    for its prompt
    /// @return what there is to say about it, or null
    String shell(String command, int step) {
        if (command.isEmpty() && !hasTerminal) {
            return "a shell needs a terminal; ! COMMAND runs one command";
        }
        List<String> words = command.isEmpty() ? List.of() : List.of("-c", command);
        List<String> environment = List.of(PATH, "HOME=/", "TERM=" + variable("TERM", "dumb"), "PS1=(step " + step + ") # ");
        try (var linux = new Linux(UnaryOperator.identity())) {
            Actor actor = inside.get();
            if (actor == null || ProcessAge.startTicks(linux.host(), actor.pid()) == ProcessAge.NONE) {
                new Visit(linux.host(), linux, hasTerminal).run(0, Visit.Where.HOST, SHELLS, words, environment);
                return "that was a shell of the host: there is no process of a container now";
            }
            return inside(new Visit(linux.host(), linux, hasTerminal), actor.pid(), words, environment);
        } catch (Failure | KernelRefusal no) {
            return "no shell: " + no.getMessage();
        }
    }

    private static String inside(Visit visit, int pid, List<String> words, List<String> environment) {
        try {
            visit.run(pid, Visit.Where.INSIDE, SHELLS, words, environment);
            return null;
        } catch (Failure noShell) {
            visit.run(pid, Visit.Where.INSIDE_WITH_FILES_OF_HOST, SHELLS, words, environment);
            return "the container's files have no shell, so these were the host's; all else was the container's";
        }
    }

    /// Whether the user has said with what he reads files.
    boolean hasEditor() {
        return hasTerminal && EDITORS.stream().anyMatch(name -> !variable(name, "").isBlank());
    }

    /// Opens a file there.
    ///
    /// @return what there is to say about it, or null
    String editor(Path file, int line) {
        String editor = EDITORS.stream().map(name -> variable(name, "")).filter(value -> !value.isBlank()).findFirst().orElseThrow();
        List<String> environment = System.getenv().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
        // The variable may hold options, so a shell takes it apart.
        List<String> words = List.of("-c", "exec " + editor + " \"$@\"", "sh", "+" + line, file.toString());
        return told(() -> {
            try (var linux = new Linux(UnaryOperator.identity())) {
                return new Visit(linux.host(), linux, true).run(0, Visit.Where.HOST, SHELLS, words, environment);
            }
        }, editor);
    }

    private static String told(IntSupplier program, String name) {
        try {
            int exitCode = program.getAsInt();
            return exitCode == 0 ? null : name + " ended with " + exitCode;
        } catch (Failure | KernelRefusal no) {
            return name + " cannot be started: " + no.getMessage();
        }
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
