package learnc.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextStyle.Explain;
import picocli.CommandLine.Option;

/// How a trace looks on the screen: the part of the trace options that `learnc trace show` has, too.
final class ScreenOptions {

    private static final int STDERR = 2;

    /// When colours are used.
    enum Color { AUTO, ALWAYS, NEVER }

    @Option(names = "--explain", arity = "0..1", fallbackValue = "FULL", preprocessor = Attached.class,
            paramLabel = "HOW", description = "Explain the trace: OFF, BRIEF (the default: only refusals), FULL; --explain alone means full.")
    Explain explain = Explain.BRIEF;

    @Option(names = "--trace-quiet", description = "Of a trace, show only the stages and the refusals.")
    boolean isQuiet;

    @Option(names = "--color", defaultValue = "AUTO", paramLabel = "WHEN", description = "Colours: ${COMPLETION-CANDIDATES}. NO_COLOR and TERM=dumb switch them off, too.")
    Color color = Color.AUTO;

    @Option(names = "--ascii", description = "Use only ASCII characters.")
    boolean isAscii;

    /// The style for standard error.
    TextStyle style() {
        return style(STDERR);
    }

    /// The style for one of the three standard descriptors.
    TextStyle style(int descriptor) {
        boolean isTerminal = isTerminal(descriptor);
        String home = System.getProperty("learnc.home");
        return new TextStyle(explain, isQuiet, isColored(isTerminal), isAscii, isTerminal && !isDumb(), isTerminal,
                home == null ? null : home + "/runtime/src/main/java");
    }

    private boolean isColored(boolean isTerminal) {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> isTerminal && !isDumb() && isEmpty("NO_COLOR");
        };
    }

    private static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    private static boolean isEmpty(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty();
    }

    /// Whether a descriptor is a terminal: Java itself tells it only of standard input and output together.
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }

    /// `--explain alpine` is no value of `--explain`.
    static final class Attached implements picocli.CommandLine.IParameterPreprocessor {
        @Override
        public boolean preprocess(java.util.Stack<String> words, picocli.CommandLine.Model.CommandSpec command,
                                  picocli.CommandLine.Model.ArgSpec option, java.util.Map<String, Object> info) {
            if (" ".equals(info.get("separator"))) {
                words.push(Explain.FULL.name());
            }
            return false;
        }
    }
}
