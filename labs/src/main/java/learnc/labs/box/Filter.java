package learnc.labs.box;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import learnc.runtime.kernel.Architecture;

/// What the kernel refuses a student's program, because the witness would not see it: calls in the way of another processor (32-bit
/// ones on x86-64), calls by io_uring(7), and children that forbid to be traced. In the code of classic BPF (seccomp(2)).
final class Filter {

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER_AT = 0;
    private static final int ARCHITECTURE_AT = 4;
    private static final int FIRST_ARGUMENT_AT = 16;

    private static final int ALLOW = 0x7FFF0000;
    private static final int KILL_PROCESS = 0x80000000;
    private static final int REFUSE_WITH_EPERM = 0x00050001;

    private static final int OTHER_WAY_OF_CALLING = 0x40000000;
    private static final int IO_URING_SETUP = 425;
    private static final int CLONE_UNTRACED = 0x00800000;
    private static final int INSTRUCTIONS = 12;

    private Filter() {
    }

    static byte[] program() {
        boolean isIntel = Architecture.CURRENT == Architecture.X86_64;
        var code = ByteBuffer.allocate(INSTRUCTIONS * Long.BYTES).order(ByteOrder.nativeOrder());
        add(code, LOAD_WORD, 0, 0, ARCHITECTURE_AT);
        add(code, JUMP_IF_EQUAL, 1, 0, isIntel ? 0xC000003E : 0xC00000B7);
        add(code, RETURN, 0, 0, KILL_PROCESS);
        add(code, LOAD_WORD, 0, 0, NUMBER_AT);
        add(code, JUMP_IF_AT_LEAST, 0, 1, OTHER_WAY_OF_CALLING);
        add(code, RETURN, 0, 0, KILL_PROCESS);
        add(code, JUMP_IF_EQUAL, 3, 0, IO_URING_SETUP);
        add(code, JUMP_IF_EQUAL, 0, 3, isIntel ? 56 : 220);
        add(code, LOAD_WORD, 0, 0, FIRST_ARGUMENT_AT);
        add(code, JUMP_IF_ANY_BIT, 0, 1, CLONE_UNTRACED);
        add(code, RETURN, 0, 0, REFUSE_WITH_EPERM);
        add(code, RETURN, 0, 0, ALLOW);
        return code.array();
    }

    private static void add(ByteBuffer code, int operation, int ifTrue, int ifFalse, int operand) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
