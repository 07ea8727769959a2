package learnc.runtime.trace.payload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Ptrace;
import learnc.runtime.kernel.TracingFlags;

/// What the kernel tells about a thread that stands before or after a call: `struct ptrace_syscall_info` (ptrace(2)).
final class CallInfo {

    private static final int BYTES = 88;
    private static final int ARCHITECTURE = 4;
    private static final int NUMBER = 24;
    private static final int RESULT = 24;
    private static final int FIRST_WORD = 32;
    private static final int EXIT = 2;
    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
    private static final int AUDIT_ARCH_AARCH64 = 0xC00000B7;

    private final byte[] bytes = new byte[BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

    /// Asks about a thread.
    void read(Ptrace ptrace, int thread) {
        ptrace.ask(TracingFlags.PTRACE_GET_SYSCALL_INFO, thread, bytes);
    }

    /// Whether the call is over; else it is about to be made.
    boolean isOver() {
        return bytes[0] == EXIT;
    }

    /// Whether the thread runs this machine's own kind of code; numbers mean something else in another.
    boolean isNative() {
        return fields.getInt(ARCHITECTURE) == nativeArchitecture();
    }

    /// `AUDIT_ARCH_…` of this machine's own kind of code.
    static int nativeArchitecture() {
        return switch (Architecture.CURRENT) {
            case X86_64 -> AUDIT_ARCH_X86_64;
            case ARM64 -> AUDIT_ARCH_AARCH64;
        };
    }

    int number() {
        return (int) fields.getLong(NUMBER);
    }

    long[] words() {
        var words = new long[6];
        for (int i = 0; i < words.length; i++) {
            words[i] = fields.getLong(FIRST_WORD + i * Long.BYTES);
        }
        return words;
    }

    long result() {
        return fields.getLong(RESULT);
    }
}
