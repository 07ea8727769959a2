package learnc.runtime.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An assembler for AArch64.
///
/// (Arm Architecture Reference Manual for A-profile, "A64 Base Instructions"; for where Linux wants what: syscall(2).)
final class Arm implements Assembler {

    private static final int ZERO_REGISTER = 31;

    private final ByteBuffer code = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    private static int number(Register register) {
        return switch (register) {
            case NUMBER -> 8;
            case RESULT, FIRST -> 0;
            case SECOND -> 1;
            case THIRD -> 2;
            case FOURTH, FOURTH_OF_C -> 3;
            case FIFTH -> 4;
            case SIXTH -> 5;
            case PAGE -> 9;
            case SOCKET -> 10;
            case PEER -> 11;
            case PARENT -> 12;
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
            code.putInt(0xAA0003E0 | number(from) << 16 | number(to));
        }
    }

    /// `mov to, #value`, 0 to 65535
    @Override
    public void mov(Register to, int value) {
        code.putInt(0xD2800000 | value << 5 | number(to));
    }

    /// `ldr to, [base, #offset]`
    @Override
    public void load(Register to, Register base, int offset) {
        code.putInt(0xF9400000 | offset / 8 << 10 | number(base) << 5 | number(to));
    }

    /// `str from, [base, #offset]`
    @Override
    public void store(Register from, Register base, int offset) {
        code.putInt(0xF9000000 | offset / 8 << 10 | number(base) << 5 | number(from));
    }

    /// `mrs to, tpidr_el0`
    @Override
    public void loadThreadPointer(Register to) {
        code.putInt(0xD53BD040 | number(to));
    }

    /// `cmp register, #value`, 0 to 4095
    @Override
    public void cmp(Register register, int value) {
        code.putInt(0xF1000000 | value << 10 | number(register) << 5 | ZERO_REGISTER);
    }

    /// `cmp left, right`
    @Override
    public void cmp(Register left, Register right) {
        code.putInt(0xEB000000 | number(right) << 16 | number(left) << 5 | ZERO_REGISTER);
    }

    /// `sub register, register, #1`
    @Override
    public void decrement(Register register) {
        code.putInt(0xD1000400 | number(register) << 5 | number(register));
    }

    /// `isb`: `yield`, which is made for this, takes no time at all on most processors
    @Override
    public void pause() {
        code.putInt(0xD5033FDF);
    }

    /// `dmb ish`
    @Override
    public void fence() {
        code.putInt(0xD5033BBF);
    }

    /// `svc #0`
    @Override
    public void systemCall() {
        code.putInt(0xD4000001);
    }

    /// `ret`
    @Override
    public void ret() {
        code.putInt(0xD65F03C0);
    }

    /// `b.eq`
    @Override
    public int jumpIfEqual() {
        return jump(0x54000000);
    }

    /// `b.ne`
    @Override
    public int jumpIfNotEqual() {
        return jump(0x54000001);
    }

    /// `b`
    @Override
    public void jumpTo(int place) {
        code.putInt(0x14000000 | (place - code.position()) / 4 & 0x3FFFFFF);
    }

    @Override
    public void land(int jump) {
        int distance = (code.position() - jump) / 4 & 0x7FFFF;
        code.putInt(jump, code.getInt(jump) | distance << 5);
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOf(code.array(), code.position());
    }

    private int jump(int instruction) {
        code.putInt(instruction);
        return code.position() - 4;
    }
}
