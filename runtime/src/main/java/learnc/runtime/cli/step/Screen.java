package learnc.runtime.cli.step;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/// The user's terminal as a sheet that can be drawn on, and as it was before.
///
/// It has three states. *Let go*: as it was found. *Asking*: every key is ours, also Ctrl-C. *Waiting*, between two questions: the
/// sheet stays, but Ctrl-C is a signal, because a call may take long.
final class Screen implements AutoCloseable {

    private static final int TENTHS_OF_A_SECOND = 1;

    private final Terminal terminal;
    private final Display display;
    private final Keyboard keyboard = new Keyboard(new FileInputStream(FileDescriptor.in));
    private Attributes found;
    private int columns;
    private int rows;

    /// @throws IOException when the terminal cannot be used so
    Screen() throws IOException {
        // To find out about graphemes it would ask the terminal, and a thread of its own would take the next key for the answer.
        terminal = TerminalBuilder.builder().name("learnc").system(true).systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
                .nativeSignals(false).graphemeCluster(false).provider("ffm").dumb(false).encoding(StandardCharsets.UTF_8).build();
        display = new Display(terminal, true);
    }

    boolean isOpen() {
        return found != null;
    }

    /// Takes the terminal, or takes it back into the state of asking.
    void open() {
        if (found == null) {
            found = terminal.getAttributes();
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            terminal.puts(Capability.clear_screen);
            display.clear();
        }
        terminal.setAttributes(raw(false));
        resize();
    }

    /// Somebody waits for a call now.
    void pause() {
        if (found != null) {
            terminal.setAttributes(raw(true));
        }
    }

    /// Gives the terminal back.
    void letGo() {
        if (found != null) {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(found);
            found = null;
        }
    }

    @Override
    public void close() {
        letGo();
    }

    private Attributes raw(boolean hasSignals) {
        var raw = new Attributes(found);
        raw.setLocalFlags(EnumSet.of(Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ECHO, Attributes.LocalFlag.IEXTEN), false);
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, hasSignals);
        raw.setInputFlags(EnumSet.of(Attributes.InputFlag.IXON, Attributes.InputFlag.ICRNL, Attributes.InputFlag.INLCR), false);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, true);
        raw.setControlChar(Attributes.ControlChar.VMIN, 0);
        raw.setControlChar(Attributes.ControlChar.VTIME, TENTHS_OF_A_SECOND);
        return raw;
    }

    /// Looks how large the terminal is now.
    ///
    /// @return whether that has changed
    boolean resize() {
        Size size = terminal.getSize();
        boolean hasChanged = size.getColumns() != columns || size.getRows() != rows;
        if (hasChanged) {
            columns = size.getColumns();
            rows = size.getRows();
            display.clear();
            display.resize(rows, columns);
            terminal.puts(Capability.clear_screen);
        }
        return hasChanged;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /// Draws everything anew, whatever is on the terminal now.
    void wipe() {
        terminal.puts(Capability.clear_screen);
        display.clear();
    }

    /// @param lines from the top, none longer than the screen is wide
    void draw(List<AttributedString> lines) {
        display.update(lines, 0);
    }

    /// What is typed next; [Key.Name#NONE] after a tenth of a second.
    Key key() {
        try {
            return keyboard.next();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
