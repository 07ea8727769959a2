package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.Decoders.intAt;

import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Names;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.Signal;

/// Arguments that mean something different with each value of another argument.
final class Arguments {

    private static final int O_CREAT = 0x40;
    private static final int O_TMPFILE = 0x400000;
    private static final int F_DUPFD = 0;
    private static final int F_SETFD = 2;
    private static final int F_SETFL = 4;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int TIOCGWINSZ = 0x5413;
    private static final int TIOCSWINSZ = 0x5414;
    private static final int TIOCGPGRP = 0x540F;
    private static final int TIOCSPGRP = 0x5410;
    private static final int FIONREAD = 0x541B;
    static final int PR_SET_NAME = 15;
    private static final long SIGNAL_OF_CLONE = 0xFF;
    private static final int FUTEX_COMMAND = 0x7F;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_LOCK_PI = 6;
    private static final int FUTEX_WAIT_BITSET = 9;
    private static final int FUTEX_WAIT_REQUEUE_PI = 11;

    private final Constants constants;

    Arguments(Constants constants) {
        this.constants = constants;
    }

    /// The meaning with this name, or null.
    Meaning meaning(String name) {
        return switch (name) {
            case "mode-if-created" -> Meaning.word(Arguments::mode);
            case "fcntl-argument" -> Meaning.word(this::fcntl);
            case "ioctl-argument" -> Meaning.answer(Arguments::ioctl);
            case "clone-flags" -> Meaning.names(this::cloneFlags);
            case "futex-timeout" -> Meaning.pointer(Arguments::futexTimeout);
            case "prctl-argument" -> Meaning.pointer(Arguments::prctl);
            default -> null;
        };
    }

    /// Nobody sets it where no file is made.
    private static String mode(Glance glance, int at) {
        boolean isMade = (glance.half(at - 1) & (O_CREAT | O_TMPFILE)) != 0;
        return isMade ? Decoders.octal(Integer.toUnsignedLong(glance.half(at))) : "";
    }

    private String fcntl(Glance glance, int at) {
        return switch (glance.half(at - 1)) {
            case F_SETFD -> constants.names("fd_flag").apply(glance.word(at));
            case F_SETFL -> constants.names("open").apply(glance.word(at));
            case F_DUPFD, F_DUPFD_CLOEXEC -> Long.toString(glance.word(at));
            case 1, 3, 9, 11, 1025, 1032, 1034 -> "";
            default -> Decoders.hexadecimal(glance.word(at));
        };
    }

    private static String ioctl(Glance glance, int at) {
        return switch (glance.half(at - 1)) {
            case TIOCGWINSZ, TIOCSWINSZ -> windowSize(glance.struct(at, Long.BYTES));
            case TIOCGPGRP, TIOCSPGRP, FIONREAD -> number(glance.struct(at, Integer.BYTES));
            default -> null;
        };
    }

    private static String windowSize(byte[] bytes) {
        return bytes == null ? null : "{ws_row=" + (intAt(bytes, 0) & 0xFFFF) + ", ws_col=" + (intAt(bytes, 0) >>> 16) + ", ws_xpixel=" + (intAt(bytes, 4) & 0xFFFF)
                + ", ws_ypixel=" + (intAt(bytes, 4) >>> 16) + "}";
    }

    private static String number(byte[] bytes) {
        return bytes == null ? null : "[" + intAt(bytes, 0) + "]";
    }

    /// Flags, and in the lowest byte the signal that tells the parent of the child's end.
    private String cloneFlags(Glance glance, int at) {
        long flags = glance.word(at) & ~SIGNAL_OF_CLONE;
        long signal = glance.word(at) & SIGNAL_OF_CLONE;
        Names names = constants.names("clone");
        return signal == 0 ? names.apply(flags) : (flags == 0 ? "" : names.apply(flags) + "|") + Signal.decoded(signal);
    }

    private static String futexTimeout(Glance glance, int at) {
        int command = glance.half(at - 2) & FUTEX_COMMAND;
        boolean isTime = command == FUTEX_WAIT || command == FUTEX_LOCK_PI || command == FUTEX_WAIT_BITSET || command == FUTEX_WAIT_REQUEUE_PI;
        byte[] time = isTime ? glance.struct(at, 16) : null;
        return time == null ? null : "{tv_sec=" + Decoders.longAt(time, 0) + ", tv_nsec=" + Decoders.longAt(time, 8) + "}";
    }

    private static String prctl(Glance glance, int at) {
        if (glance.half(at - 1) == PR_SET_NAME) {
            return glance.path(glance.word(at));
        }
        return ProcessFlags.prctlArgument(glance.half(at - 1), glance.word(at));
    }
}
