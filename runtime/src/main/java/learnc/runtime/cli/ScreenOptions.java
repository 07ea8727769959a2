package learnc.runtime.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextStyle.Explain;
import picocli.CommandLine.Option;

/// How a trace looks on the screen: the part of the trace options that `learnc trace show` has, too.
final class ScreenOptions {

    private static final int STDERR = 2;
    private static final long TIOCGWINSZ = 0x5413;

    /// When colours are used.
    enum Color { AUTO, ALWAYS, NEVER }

    @Option(names = "--explain", arity = "0..1", preprocessor = OnlyAttached.class, paramLabel = "HOW",
            description = "Explain each call of a trace: brief (what it is for), full (also what would be different without it, and more; --explain alone means this), or off.")
    String explain;

    @Option(names = "--trace-quiet", description = "Of a trace, show only the stages and the refusals.")
    boolean isQuiet;

    @Option(names = "--color", defaultValue = "AUTO", paramLabel = "WHEN", description = "Colours: auto, always, never. NO_COLOR and TERM=dumb switch them off, too.")
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
        return new TextStyle(explain(), isQuiet, isColored(isTerminal), isAscii, isTerminal && !isDumb(), isTerminal,
                home == null ? null : home + "/runtime/src/main/java", isTerminal ? columns(descriptor) : TextStyle.USUAL_COLUMNS);
    }

    /// Whether the words about each call belong into a trace file.
    boolean wantsWords() {
        return explain() != Explain.OFF;
    }

    /// Whether what each call changes is shown below it.
    boolean wantsState() {
        return explain() == Explain.FULL;
    }

    /// Whether the user has said how a trace is to look, and so wants to see one.
    boolean isAskedFor() {
        return isQuiet || explain != null && explain() != Explain.OFF;
    }

    /// How wide the terminal behind a descriptor is.
    static int columns(int descriptor) {
        var size = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (var linux = new Linux(UnaryOperator.identity())) {
            linux.host().ioctl(descriptor, TIOCGWINSZ, size.array());
            int columns = Short.toUnsignedInt(size.getShort(Short.BYTES));
            return columns == 0 ? TextStyle.USUAL_COLUMNS : columns;
        } catch (KernelRefusal noTerminal) {
            return TextStyle.USUAL_COLUMNS;
        }
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

    private Explain explain() {
        if (explain == null) {
            return Explain.STAGES;
        }
        return switch (explain) {
            case "", "full" -> Explain.FULL;
            case "brief" -> Explain.BRIEF;
            case "off" -> Explain.OFF;
            default -> throw Said.misuse("--explain: '" + explain + "' is none of off, brief, full");
        };
    }
}
