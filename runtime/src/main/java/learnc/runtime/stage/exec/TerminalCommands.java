package learnc.runtime.stage.exec;

/// The ioctl(2) commands of terminals (ioctl_tty(2)) and the bits of `struct termios` (termios(3)), the same on x86-64 and arm64.
final class TerminalCommands {

    static final long TCGETS = 0x5401;
    static final long TCSETS = 0x5402;
    static final long TIOCSCTTY = 0x540E;
    static final long TIOCGWINSZ = 0x5413;
    static final long TIOCSWINSZ = 0x5414;
    static final long TIOCSPTLCK = 0x40045431;
    static final long TIOCGPTPEER = 0x5441;

    /// `struct termios`: four words of flags, the line discipline, 19 special characters.
    static final int TERMIOS_BYTES = 36;
    /// `struct winsize`: rows, columns and two numbers that nobody uses.
    static final int WINSIZE_BYTES = 8;

    static final int INPUT_FLAGS = 0;
    static final int OUTPUT_FLAGS = 4;
    static final int CONTROL_FLAGS = 8;
    static final int LOCAL_FLAGS = 12;
    static final int VTIME = 17 + 5;
    static final int VMIN = 17 + 6;

    /// IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON: everything that changes or swallows input.
    static final int INPUT_CHANGES = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;
    /// OPOST: everything that changes output.
    static final int OUTPUT_CHANGES = 0x1;
    /// ISIG, ICANON, ECHO, ECHONL, IEXTEN: signals by key, whole lines, echo.
    static final int LOCAL_CHANGES = 0x1 | 0x2 | 0x8 | 0x40 | 0x8000;
    /// CSIZE and PARENB.
    static final int BYTE_FORMAT = 0x30 | 0x100;
    /// CS8: eight bits, no parity.
    static final int EIGHT_BITS = 0x30;

    private TerminalCommands() {
    }
}
