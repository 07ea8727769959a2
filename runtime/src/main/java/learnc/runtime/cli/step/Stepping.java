package learnc.runtime.cli.step;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Door;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.Breakpoint;
import learnc.runtime.trace.step.FrontEnd;
import learnc.runtime.trace.step.Gate;
import learnc.runtime.trace.step.MoreFrontEnds;
import learnc.runtime.trace.step.Pause;
import learnc.runtime.trace.step.Recording;
import org.jline.utils.AttributedString;

/// The step mode of a command, from the recording to the terminal.
///
///     var stepping = new Stepping(breakpoints, new Answer.Next(), style, Place.SCREEN, out, err);
///     var trace = new Trace(header, complain, stepping.recording());
///     stepping.begin(trace, giveUp);
///     var linux = new Linux(door -> stepping.before(door, trace.apply(door)));
public final class Stepping implements AutoCloseable {

    private final Recording recording = new Recording();
    private final List<Breakpoint> breakpoints;
    private final Answer start;
    private final TextStyle style;
    private final Place place;
    private final Notices notices;
    private final Notices printed;
    private MoreFrontEnds.Seat other;
    private Gate gate;

    /// What the user sits at.
    public enum Place {
        /// A terminal that can move its cursor.
        SCREEN,
        /// A terminal that cannot.
        TERMINAL,
        /// Standard input is a file or a pipe.
        PIPE
    }

    /// @param start as if it had been the answer before the first call
    /// @param out   of the command
    /// @param err   of the command
    public Stepping(List<Breakpoint> breakpoints, Answer start, TextStyle style, Place place, PrintWriter out, PrintWriter err) {
        this.breakpoints = breakpoints;
        this.start = start;
        this.style = style;
        this.place = place;
        this.notices = new Notices(err);
        this.printed = new Notices(out);
    }

    /// The same with another front end than the terminal.
    public Stepping at(MoreFrontEnds.Seat seat) {
        other = seat;
        return this;
    }

    /// Have to be among the trace's writers.
    public List<EventWriter> writers() {
        return other == null ? List.of(recording) : List.of(recording, other.writer());
    }

    /// Where a command prints while it is stepped through.
    public PrintWriter out() {
        return new PrintWriter(printed, true);
    }

    /// Where a command complains meanwhile.
    public PrintWriter err() {
        return new PrintWriter(notices, true);
    }

    /// Walks through a recording of long ago, on a screen.
    public static void through(Recording recording, TextStyle style) throws IOException {
        var visits = new Visits(() -> null, true);
        try (var screen = new Screen()) {
            new FullScreen(Walk.through(recording), new Sources(style.sources()), visits, List.of(), screen, ink(style)).ask(new Pause(null, "", () -> false));
        }
    }

    /// Opens the gate for business.
    ///
    /// @param giveUp makes the run fail at its next call
    public void begin(Trace trace, Runnable giveUp) {
        gate = new Gate(trace, breakpoints, start, frontEnd(), giveUp);
    }

    /// A door at which calls wait.
    public Door before(Door bare, Door watched) {
        return gate.before(bare, watched);
    }

    /// A signal has ended the run: nobody waits any more.
    public void letThrough() {
        gate.open();
    }

    private FrontEnd frontEnd() {
        if (other != null) {
            return other;
        }
        var walk = new Walk(recording);
        var sources = new Sources(style.sources());
        if (place == Place.SCREEN) {
            try {
                return new FullScreen(walk, sources, new Visits(() -> gate.inside(), true), List.of(notices, printed), new Screen(), ink(style));
            } catch (IOException | IllegalStateException unusable) {
                err().println("learnc: the screen cannot be used (" + unusable.getMessage() + "), so this goes line by line");
            }
        }
        return new LineByLine(walk, sources, new Visits(() -> gate.inside(), place != Place.PIPE), new FileInputStream(FileDescriptor.in), System.err,
                style.isAscii());
    }

    /// What the style wants of every line of a screen.
    private static UnaryOperator<AttributedString> ink(TextStyle style) {
        UnaryOperator<AttributedString> colours = style.isColored() ? UnaryOperator.identity() : Ink::colourless;
        return style.isAscii() ? line -> colours.apply(Ink.ascii(line)) : colours;
    }

    @Override
    public void close() {
        gate.close();
        notices.release();
        printed.release();
    }
}
