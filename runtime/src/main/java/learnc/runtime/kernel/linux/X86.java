package learnc.runtime.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An assembler for x86-64 with just the instructions that the puppet needs. A method writes one instruction.
///
/// (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2.)
final class X86 {

    enum Register {
        RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
    }

    private static final int REX_W = 0x48;

    private final ByteBuffer code = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    /// Where the next instruction goes.
    int here() {
        return code.position();
    }

    /// `mov to, from`
    void mov(Register to, Register from) {
        instruction(rex(from, to), 0x89, 0xC0 | low(from) << 3 | low(to));
    }

    /// `mov to, value` (the upper half becomes zero)
    void mov(Register to, int value) {
        if (to.ordinal() >= 8) {
            code.put((byte) 0x41);
        }
        code.put((byte) (0xB8 | low(to))).putInt(value);
    }

    /// `mov to, [base + offset]`
    void load(Register to, Register base, int offset) {
        memory(0x8B, to, base, offset);
    }

    /// `mov [base + offset], from`
    void store(Register from, Register base, int offset) {
        memory(0x89, from, base, offset);
    }

    private void memory(int opcode, Register register, Register base, int offset) {
        instruction(rex(register, base), opcode, 0x40 | low(register) << 3 | low(base));
        if (low(base) == Register.RSP.ordinal()) {
            code.put((byte) 0x24);
        }
        code.put((byte) offset);
    }

    /// `mov rax, fs:[0]`: where this thread's own memory begins
    void loadThreadPointer() {
        instruction(0x64, 0x48, 0x8B, 0x04, 0x25, 0, 0, 0, 0);
    }

    /// `cmp register, value`
    void cmp(Register register, int value) {
        instruction(rex(Register.RAX, register), 0x81, 0xF8 | low(register));
        code.putInt(value);
    }

    /// `cmp left, right`
    void cmp(Register left, Register right) {
        instruction(rex(right, left), 0x39, 0xC0 | low(right) << 3 | low(left));
    }

    /// `syscall`: into the kernel; it keeps every register but rax (the result), rcx and r11
    void syscall() {
        instruction(0x0F, 0x05);
    }

    /// `ret`
    void ret() {
        instruction(0xC3);
    }

    /// `je`, to a place that [#land(int)] names later
    int jumpIfEqual() {
        return jump(0x0F, 0x84);
    }

    /// `jne`, to a place that [#land(int)] names later
    int jumpIfNotEqual() {
        return jump(0x0F, 0x85);
    }

    /// `jmp`, back to a place that is known
    void jumpTo(int place) {
        code.put((byte) 0xE9).putInt(place - code.position() - 4);
    }

    /// The jump from `hole` lands here.
    void land(int hole) {
        code.putInt(hole, code.position() - hole - 4);
    }

    /// The finished code.
    byte[] bytes() {
        return Arrays.copyOf(code.array(), code.position());
    }

    private int jump(int first, int second) {
        instruction(first, second);
        code.putInt(0);
        return code.position() - 4;
    }

    private void instruction(int... bytes) {
        for (int b : bytes) {
            code.put((byte) b);
        }
    }

    private static int rex(Register reg, Register rm) {
        return REX_W | (reg.ordinal() >= 8 ? 4 : 0) | (rm.ordinal() >= 8 ? 1 : 0);
    }

    private static int low(Register register) {
        return register.ordinal() & 7;
    }
}
