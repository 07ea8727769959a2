package learnc.runtime.kernel;

/// The signals with names, numbered as on x86-64 and arm64 (signal(7)).
public enum Signal {
    SIGHUP(1), SIGINT(2), SIGQUIT(3), SIGILL(4), SIGTRAP(5), SIGABRT(6), SIGBUS(7), SIGFPE(8), SIGKILL(9), SIGUSR1(10),
    SIGSEGV(11), SIGUSR2(12), SIGPIPE(13), SIGALRM(14), SIGTERM(15), SIGSTKFLT(16), SIGCHLD(17), SIGCONT(18), SIGSTOP(19),
    SIGTSTP(20), SIGTTIN(21), SIGTTOU(22), SIGURG(23), SIGXCPU(24), SIGXFSZ(25), SIGVTALRM(26), SIGPROF(27), SIGWINCH(28),
    SIGIO(29), SIGPWR(30), SIGSYS(31);

    private static final int FIRST_REAL_TIME = 32;
    private static final int LAST_REAL_TIME = 64;

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /// Its number.
    public int number() {
        return number;
    }

    /// `SIGTERM`; `SIGRTMIN`, `SIGRT_1`, … for the real-time signals; the number itself where there is no such signal.
    public static String decoded(long number) {
        if (number > 0 && number <= 31) {
            return values()[(int) number - 1].name();
        }
        boolean isRealTime = number >= FIRST_REAL_TIME && number <= LAST_REAL_TIME;
        return number == FIRST_REAL_TIME ? "SIGRTMIN" : isRealTime ? "SIGRT_" + (number - FIRST_REAL_TIME) : Long.toString(number);
    }

    /// A set of signals, bit n−1 for signal n: `[INT TERM]`, and `~[KILL STOP]` where it is easier to say which are not in it.
    public static String set(long mask) {
        boolean isMost = Long.bitCount(mask) >= Long.SIZE * 2 / 3;
        var text = new StringBuilder(isMost ? "~[" : "[");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) != (isMost ? 1 : 0)) {
                text.append(text.charAt(text.length() - 1) == '[' ? "" : " ").append(shortName(bit + 1));
            }
        }
        return text.append(']').toString();
    }

    private static String shortName(int number) {
        return decoded(number).substring("SIG".length());
    }
}
