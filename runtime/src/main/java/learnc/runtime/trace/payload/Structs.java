package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.Decoders.intAt;
import static learnc.runtime.kernel.Decoders.longAt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Names;
import learnc.runtime.kernel.Signal;

/// Structs without pointers, as strace(1) writes them: the fields that matter, and `...` for the rest.
final class Structs {

    private static final long UNLIMITED = -1;
    private static final int UTIME_NOW = 0x3FFFFFFF;
    private static final int UTIME_OMIT = 0x3FFFFFFE;
    private static final int SA_RESTORER = 0x04000000;
    private static final int UTSNAME_FIELD_BYTES = 65;

    private final Constants constants;
    private final Map<String, Shape> shapes = new HashMap<>();

    /// @param length in bytes
    private record Shape(int length, Function<byte[], String> text) {
    }

    Structs(Constants constants) {
        this.constants = constants;
        shapes.put("struct timespec", new Shape(16, bytes -> time(bytes, 0, "tv_nsec")));
        shapes.put("timespec", shapes.get("struct timespec"));
        shapes.put("two-timespecs", new Shape(32, bytes -> "[" + fileTime(bytes, 0) + ", " + fileTime(bytes, 16) + "]"));
        shapes.put("struct timeval", new Shape(16, bytes -> time(bytes, 0, "tv_usec")));
        shapes.put("timeval", shapes.get("struct timeval"));
        shapes.put("struct itimerval", new Shape(32, bytes -> interval(bytes, "tv_usec")));
        shapes.put("struct itimerspec", new Shape(32, bytes -> interval(bytes, "tv_nsec")));
        shapes.put("struct rlimit", new Shape(16, bytes -> "{rlim_cur=" + limit(longAt(bytes, 0)) + ", rlim_max=" + limit(longAt(bytes, 8)) + "}"));
        shapes.put("struct rusage", new Shape(32, bytes -> "{ru_utime=" + time(bytes, 0, "tv_usec") + ", ru_stime=" + time(bytes, 16, "tv_usec") + ", ...}"));
        shapes.put("struct utsname", new Shape(2 * UTSNAME_FIELD_BYTES, bytes -> "{sysname=" + field(bytes, 0) + ", nodename=" + field(bytes, UTSNAME_FIELD_BYTES) + ", ...}"));
        shapes.put("struct stat", new Shape(144, Structs::stat));
        shapes.put("struct statx", new Shape(256, this::statx));
        shapes.put("struct sigaction", new Shape(32, this::action));
        shapes.put("sigset_t", new Shape(8, bytes -> Signal.set(longAt(bytes, 0))));
        shapes.put("two", new Shape(8, Decoders::twoInts));
        shapes.put("open_how", new Shape(24, this::how));
        shapes.put("clone_args", new Shape(64, this::cloneArguments));
        shapes.put("child-status", new Shape(32, Structs::child));
    }

    boolean has(String name) {
        return shapes.containsKey(name);
    }

    /// How a pointer to this struct reads.
    Meaning meaning(String name, boolean isAnswer) {
        Shape shape = shapes.get(name);
        Meaning.Reader reader = (glance, at) -> {
            byte[] bytes = glance.struct(at, shape.length);
            return bytes == null ? null : shape.text.apply(bytes);
        };
        boolean isFilled = isAnswer || name.equals("two") || name.equals("child-status");
        return isFilled ? Meaning.answer(reader) : Meaning.pointer(reader);
    }

    private static String time(byte[] bytes, int at, String fraction) {
        return "{tv_sec=" + longAt(bytes, at) + ", " + fraction + "=" + longAt(bytes, at + 8) + "}";
    }

    private static String fileTime(byte[] bytes, int at) {
        return switch ((int) longAt(bytes, at + 8)) {
            case UTIME_NOW -> "UTIME_NOW";
            case UTIME_OMIT -> "UTIME_OMIT";
            default -> time(bytes, at, "tv_nsec");
        };
    }

    private static String interval(byte[] bytes, String fraction) {
        return "{it_interval=" + time(bytes, 0, fraction) + ", it_value=" + time(bytes, 16, fraction) + "}";
    }

    /// strace(1) writes limits in multiples of 1024 where they are such.
    private static String limit(long value) {
        if (value == UNLIMITED) {
            return "RLIM64_INFINITY";
        }
        return value > 1024 && value % 1024 == 0 ? value / 1024 + "*1024" : Long.toUnsignedString(value);
    }

    private static String field(byte[] bytes, int at) {
        return Decoders.quoted(KernelText.text(Arrays.copyOfRange(bytes, at, at + UTSNAME_FIELD_BYTES)));
    }

    private static String stat(byte[] bytes) {
        int mode = intAt(bytes, Architecture.CURRENT == Architecture.X86_64 ? 24 : 16);
        long device = longAt(bytes, Architecture.CURRENT == Architecture.X86_64 ? 40 : 32);
        return "{st_mode=" + Decoders.kindAndMode(mode) + ", " + sizeOrDevice("st", mode, longAt(bytes, 48), device >>> 8 & 0xFFF, device & 0xFF | device >>> 12 & ~0xFFL) + ", ...}";
    }

    private String statx(byte[] bytes) {
        int mode = Short.toUnsignedInt((short) intAt(bytes, 28));
        return "{stx_mask=" + constants.names("statx").apply(Integer.toUnsignedLong(intAt(bytes, 0))) + ", stx_attributes=" + constants.names("statx_attribute").apply(longAt(bytes, 8)) + ", stx_mode="
                + Decoders.kindAndMode(mode) + ", stx_size=" + longAt(bytes, 40) + ", ...}";
    }

    private static String sizeOrDevice(String prefix, int mode, long size, long major, long minor) {
        boolean isDevice = (mode & 0170000) == 0020000 || (mode & 0170000) == 0060000;
        return isDevice ? prefix + "_rdev=makedev(" + sharp(major) + ", " + sharp(minor) + ")" : prefix + "_size=" + size;
    }

    private static String sharp(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    private String action(byte[] bytes) {
        long handler = longAt(bytes, 0);
        long flags = longAt(bytes, 8);
        boolean isHandler = handler > 1 || handler < -1;
        String restorer = (flags & SA_RESTORER) == 0 ? "" : ", sa_restorer=" + Decoders.hexadecimal(longAt(bytes, 16));
        return "{sa_handler=" + (isHandler ? Decoders.hexadecimal(handler) : constants.names("handler").apply(handler)) + ", sa_mask="
                + Signal.set(longAt(bytes, 24)) + ", sa_flags=" + constants.names("sigaction").apply(flags) + restorer + "}";
    }

    private String how(byte[] bytes) {
        return "{flags=" + constants.names("open").apply(longAt(bytes, 0)) + ", mode=" + Decoders.octal(longAt(bytes, 8)) + ", resolve="
                + constants.names("resolve").apply(longAt(bytes, 16)) + "}";
    }

    private String cloneArguments(byte[] bytes) {
        Names names = constants.names("clone");
        return "{flags=" + names.apply(longAt(bytes, 0)) + ", exit_signal=" + Signal.decoded(longAt(bytes, 32)) + ", stack=" + Decoders.hexadecimal(longAt(bytes, 40))
                + ", stack_size=" + Decoders.hexadecimal(longAt(bytes, 48)) + "}";
    }

    private static String child(byte[] bytes) {
        boolean isExit = intAt(bytes, 8) == 1;
        int status = intAt(bytes, 24);
        return intAt(bytes, 16) == 0 ? "{}" : "{si_signo=" + Signal.decoded(intAt(bytes, 0)) + ", si_code=" + code(intAt(bytes, 8)) + ", si_pid=" + intAt(bytes, 16)
                + ", si_uid=" + intAt(bytes, 20) + ", si_status=" + (isExit ? Integer.toString(status) : Signal.decoded(status)) + ", ...}";
    }

    private static String code(int code) {
        return switch (code) {
            case 1 -> "CLD_EXITED";
            case 2 -> "CLD_KILLED";
            case 3 -> "CLD_DUMPED";
            case 4 -> "CLD_TRAPPED";
            case 5 -> "CLD_STOPPED";
            case 6 -> "CLD_CONTINUED";
            default -> Integer.toString(code);
        };
    }
}
