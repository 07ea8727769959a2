package learnc.runtime.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An assembler for x86-64.
///
/// (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2; for where Linux wants what: syscall(2).)
final class X86 implements Assembler {

    private static final int RAX = 0;
    private static final int RCX = 1;
    private static final int RDX = 2;
    private static final int RSP = 4;
    private static final int RSI = 6;
    private static final int RDI = 7;
    private static final int REX_W = 0x48;

    private final ByteBuffer code = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    private static int number(Register register) {
        return switch (register) {
            case NUMBER, RESULT -> RAX;
            case FIRST -> RDI;
            case SECOND -> RSI;
            case THIRD -> RDX;
            case FOURTH -> 10;
            case FIFTH -> 8;
            case SIXTH -> 9;
            case FOURTH_OF_C -> RCX;
            case PAGE -> 12;
            case SOCKET -> 13;
            case PEER -> 14;
            case PARENT -> 15;
        };
    }

    @Override
    public int here() {
        return code.position();
    }

    /// `mov to, from`
    @Override
    public void mov(Register to, Register from) {
        if (number(to) != number(from)) {
            instruction(rex(from, to), 0x89, 0xC0 | low(from) << 3 | low(to));
        }
    }

    /// `mov to, value`: four bytes; the upper half becomes zero
    @Override
    public void mov(Register to, int value) {
        if (number(to) >= 8) {
            code.put((byte) 0x41);
        }
        code.put((byte) (0xB8 | low(to))).putInt(value);
    }

    /// `mov to, [base + offset]`
    @Override
    public void load(Register to, Register base, int offset) {
        memory(0x8B, to, base, offset);
    }

    /// `mov [base + offset], from`
    @Override
    public void store(Register from, Register base, int offset) {
        memory(0x89, from, base, offset);
    }

    private void memory(int opcode, Register register, Register base, int offset) {
        instruction(rex(register, base), opcode, 0x40 | low(register) << 3 | low(base));
        if (low(base) == RSP) {
            code.put((byte) 0x24);
        }
        code.put((byte) offset);
    }

    /// `mov to, fs:[0]`
    @Override
    public void loadThreadPointer(Register to) {
        instruction(0x64, REX_W, 0x8B, 0x04 | low(to) << 3, 0x25, 0, 0, 0, 0);
    }

    /// `cmp register, value`
    @Override
    public void cmp(Register register, int value) {
        instruction(rex(Register.RESULT, register), 0x81, 0xF8 | low(register));
        code.putInt(value);
    }

    /// `cmp left, right`
    @Override
    public void cmp(Register left, Register right) {
        instruction(rex(right, left), 0x39, 0xC0 | low(right) << 3 | low(left));
    }

    /// `dec register`
    @Override
    public void decrement(Register register) {
        instruction(rex(Register.RESULT, register), 0xFF, 0xC8 | low(register));
    }

    /// `pause`
    @Override
    public void pause() {
        instruction(0xF3, 0x90);
    }

    /// `mfence`
    @Override
    public void fence() {
        instruction(0x0F, 0xAE, 0xF0);
    }

    /// `syscall`: besides the result it changes rcx and r11
    @Override
    public void systemCall() {
        instruction(0x0F, 0x05);
    }

    /// `ret`
    @Override
    public void ret() {
        instruction(0xC3);
    }

    /// `je`
    @Override
    public int jumpIfEqual() {
        return jump(0x0F, 0x84);
    }

    /// `jne`
    @Override
    public int jumpIfNotEqual() {
        return jump(0x0F, 0x85);
    }

    /// `jmp`
    @Override
    public void jumpTo(int place) {
        code.put((byte) 0xE9).putInt(place - code.position() - 4);
    }

    @Override
    public void land(int jump) {
        code.putInt(jump, code.position() - jump - 4);
    }

    @Override
    public byte[] bytes() {
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
        return REX_W | (number(reg) >= 8 ? 4 : 0) | (number(rm) >= 8 ? 1 : 0);
    }

    private static int low(Register register) {
        return number(register) & 7;
    }
}
