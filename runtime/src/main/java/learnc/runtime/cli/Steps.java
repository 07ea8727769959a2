package learnc.runtime.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import learnc.runtime.cli.step.Stepping;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Spelling;
import learnc.runtime.trace.Replay;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.Breakpoint;
import learnc.runtime.trace.step.MoreFrontEnds;
import learnc.runtime.trace.step.Recording;

/// From the options of the step mode to the step mode. A class of its own, because only who steps loads it.
final class Steps {

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private Steps() {
    }

    /// The step mode that the options ask for. What the command says meanwhile is kept until the screen is free.
    static Stepping begin(TraceOptions options, Called called) {
        List<Breakpoint> breakpoints = Said.each("--break", options.breakpoints, Breakpoint::of);
        TextStyle style = options.screen.style(screen());
        Said.each("--break", options.breakpoints, text -> existing(text, style.sources()));
        var stepping = new Stepping(breakpoints, start(options), style, place(), called.out(), called.err());
        if (options.step != null && !options.step.isEmpty()) {
            return stepping.at(otherFrontEnd(options.step).open(sentence -> called.err().println("learnc: " + sentence)));
        }
        called.speakTo(stepping.out(), stepping.err());
        return stepping;
    }

    /// Whether standard input and what is looked at are a terminal that can move its cursor.
    static boolean haveScreen() {
        return place() == Stepping.Place.SCREEN;
    }

    /// Walks through a trace file on the screen.
    static void through(String file, Replay replay, ScreenOptions screen) {
        try {
            Stepping.through(Recording.of(replay, List.of("trace", "replay", file)), screen.style(screen()));
        } catch (IOException unusable) {
            throw new Failure("the screen cannot be used: " + unusable.getMessage() + "\n  try: the same with TERM=dumb in front", unusable);
        }
    }

    /// Refuses a line of Java in a file that there is not, where the sources are at hand.
    private static String existing(String breakpoint, String sources) {
        int colon = breakpoint.indexOf(".java:");
        if (colon > 0 && sources != null && Files.isDirectory(Path.of(sources))) {
            String file = breakpoint.substring(0, colon) + ".java";
            List<String> known = files(Path.of(sources));
            if (!known.contains(file)) {
                throw new IllegalArgumentException("learnc has no " + file + "." + Spelling.question(file, known) + " The trace names file and line behind each call");
            }
        }
        return breakpoint;
    }

    private static List<String> files(Path sources) {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MoreFrontEnds otherFrontEnd(String name) {
        for (MoreFrontEnds more : ServiceLoader.load(MoreFrontEnds.class)) {
            if (more.name().equals(name)) {
                return more;
            }
        }
        throw Said.misuse("--step: there is no '" + name + "' to step in; --step alone is this terminal, --step=page the browser");
    }

    private static Answer start(TraceOptions options) {
        if (options.until != null && options.until < 1) {
            throw Said.misuse("--until: " + options.until + " is no number of a step: the first is 1");
        }
        return options.until != null ? new Answer.Until(options.until) : options.step != null ? new Answer.Next() : new Answer.Continue();
    }

    private static Stepping.Place place() {
        if (!ScreenOptions.isTerminal(STANDARD_INPUT)) {
            return Stepping.Place.PIPE;
        }
        String kind = System.getenv("TERM");
        boolean canMove = kind != null && !kind.isEmpty() && !kind.equals("dumb") && ScreenOptions.isTerminal(screen());
        return canMove ? Stepping.Place.SCREEN : Stepping.Place.TERMINAL;
    }

    private static int screen() {
        return ScreenOptions.isTerminal(STANDARD_ERROR) ? STANDARD_ERROR : STANDARD_OUTPUT;
    }
}
