package learnc.runtime.trace.payload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeSet;
import learnc.runtime.kernel.TracingFlags;
import learnc.runtime.spec.Spelling;
import learnc.runtime.trace.EventFilter;

/// Which calls of the program are wanted, and how much of their strings.
///
/// Where only some are wanted, a filter in the kernel lets the others pass without stopping the program (seccomp(2)).
public final class Wanted {

    /// How many bytes of a string are shown when nobody asks for more.
    public static final int USUAL_STRING_BYTES = 32;

    /// More than this nobody can ask for.
    public static final int MOST_STRING_BYTES = 1 << 20;

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int MOST_INSTRUCTIONS = 4096;

    private final TreeSet<Integer> chosen = new TreeSet<>();
    private final boolean isFiltered;
    private final Glance.Most most;
    private Signatures signatures;

    /// @param expression  names of calls and classes of them, as `openat,%net` or `!read`; empty for all
    /// @param stringBytes how many bytes of a string or a buffer are shown
    /// @throws IllegalArgumentException when it names what is no call of this machine
    public Wanted(String expression, int stringBytes) {
        this(expression, stringBytes, stringBytes);
    }

    /// @param expression  names of calls and classes of them
    /// @param stringBytes how many bytes of a string are shown, as an argument of a program
    /// @param bufferBytes how many bytes are shown of what is written, read, sent or received, which may be much
    /// @throws IllegalArgumentException when it names what is no call of this machine
    public Wanted(String expression, int stringBytes, int bufferBytes) {
        this.isFiltered = !expression.isEmpty();
        this.most = new Glance.Most(stringBytes, bufferBytes);
        if (isFiltered) {
            choose(expression);
        }
    }

    private void choose(String expression) {
        Map<Integer, String> names = signatures().names();
        for (String word : expression.replace("!", "").split(",")) {
            if (!word.startsWith("%") && !names.containsValue(word)) {
                throw new IllegalArgumentException("this machine has no system call '" + word + "'." + Spelling.question(word, names.values()));
            }
        }
        var filter = new EventFilter(expression, null);
        names.forEach((number, name) -> {
            if (filter.isNamed(name)) {
                chosen.add(number);
            }
        });
    }

    /// Whether only some calls stop the program.
    boolean isFiltered() {
        return isFiltered;
    }

    Glance.Most most() {
        return most;
    }

    /// Whoever asks first reads the tables.
    synchronized Signatures signatures() {
        if (signatures == null) {
            signatures = new Signatures();
        }
        return signatures;
    }

    /// The filter, in the code of classic BPF (seccomp(2)): for each chosen number, tell the tracer; everything else passes.
    byte[] filter() {
        var code = ByteBuffer.allocate(MOST_INSTRUCTIONS * Long.BYTES).order(ByteOrder.nativeOrder());
        instruction(code, LOAD_WORD, 0, 0, ARCHITECTURE);
        instruction(code, JUMP_IF_EQUAL, 1, 0, CallInfo.nativeArchitecture());
        instruction(code, RETURN, 0, 0, TracingFlags.SECCOMP_RET_ALLOW);
        instruction(code, LOAD_WORD, 0, 0, NUMBER);
        for (int number : chosen) {
            instruction(code, JUMP_IF_EQUAL, 0, 1, number);
            instruction(code, RETURN, 0, 0, TracingFlags.SECCOMP_RET_TRACE);
        }
        instruction(code, RETURN, 0, 0, TracingFlags.SECCOMP_RET_ALLOW);
        var bytes = new byte[code.position()];
        code.flip().get(bytes);
        return bytes;
    }

    private static void instruction(ByteBuffer code, int operation, int ifTrue, int ifFalse, int operand) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
