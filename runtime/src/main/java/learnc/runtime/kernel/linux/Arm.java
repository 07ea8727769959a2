package learnc.runtime.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An assembler for AArch64 with just the instructions that the puppet needs. A method writes one instruction; a register
/// is its number.
///
/// (Arm Architecture Reference Manual for A-profile, "A64 Base Instructions".)
final class Arm {

    private static final int ZERO_REGISTER = 31;

    private final ByteBuffer code = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

    /// Where the next instruction goes.
    int here() {
        return code.position();
    }

    /// `mov to, from`
    void mov(int to, int from) {
        code.putInt(0xAA0003E0 | from << 16 | to);
    }

    /// `mov to, #value`, 0 to 65535
    void movValue(int to, int value) {
        code.putInt(0xD2800000 | value << 5 | to);
    }

    /// `ldr to, [base, #offset]`
    void load(int to, int base, int offset) {
        code.putInt(0xF9400000 | offset / 8 << 10 | base << 5 | to);
    }

    /// `str from, [base, #offset]`
    void store(int from, int base, int offset) {
        code.putInt(0xF9000000 | offset / 8 << 10 | base << 5 | from);
    }

    /// `mrs x0, tpidr_el0`: where this thread's own memory begins
    void loadThreadPointer() {
        code.putInt(0xD53BD040);
    }

    /// `cmp left, #value`, 0 to 4095
    void cmpValue(int left, int value) {
        code.putInt(0xF1000000 | value << 10 | left << 5 | ZERO_REGISTER);
    }

    /// `cmp left, right`
    void cmp(int left, int right) {
        code.putInt(0xEB000000 | right << 16 | left << 5 | ZERO_REGISTER);
    }

    /// `svc #0`: into the kernel; it keeps every register but x0 (the result)
    void svc() {
        code.putInt(0xD4000001);
    }

    /// `ret`
    void ret() {
        code.putInt(0xD65F03C0);
    }

    /// `b.eq`, to a place that [#land(int)] names later
    int jumpIfEqual() {
        return hole(0x54000000);
    }

    /// `b.ne`, to a place that [#land(int)] names later
    int jumpIfNotEqual() {
        return hole(0x54000001);
    }

    /// `b`, back to a place that is known
    void jumpTo(int place) {
        code.putInt(0x14000000 | (place - code.position()) / 4 & 0x3FFFFFF);
    }

    /// The jump from `hole` lands here.
    void land(int hole) {
        int distance = (code.position() - hole) / 4 & 0x7FFFF;
        code.putInt(hole, code.getInt(hole) | distance << 5);
    }

    /// The finished code.
    byte[] bytes() {
        return Arrays.copyOf(code.array(), code.position());
    }

    private int hole(int instruction) {
        code.putInt(instruction);
        return code.position() - 4;
    }
}
