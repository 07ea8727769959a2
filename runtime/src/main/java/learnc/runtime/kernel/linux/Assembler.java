package learnc.runtime.kernel.linux;

import learnc.runtime.kernel.Architecture;

/// Writes machine code, one instruction a method: just those that the puppet needs.
///
/// Registers go by what they are for, so that [PuppetCode] is written once for every processor.
interface Assembler {

    /// What a register is for.
    enum Register {
        /// The number of a system call.
        NUMBER,
        /// What a system call returns.
        RESULT,
        /// The arguments of a system call.
        FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH,
        /// Where C passes the fourth argument of a function; the others are where Linux has them, too.
        FOURTH_OF_C,
        /// The four things that a puppet must not forget: registers that Linux leaves alone.
        PAGE, SOCKET, PEER, PARENT
    }

    /// For a processor.
    static Assembler of(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> new X86();
            case ARM64 -> new Arm();
        };
    }

    /// Where the next instruction goes.
    int here();

    /// Copies one register to another; nothing when they are the same.
    void mov(Register to, Register from);

    /// Sets a register to a small number.
    void mov(Register to, int value);

    /// Reads a word of memory.
    void load(Register to, Register base, int offset);

    /// Writes a word of memory.
    void store(Register from, Register base, int offset);

    /// Reads where the running thread's own memory begins.
    void loadThreadPointer(Register to);

    /// Compares a register with a number, for the next jump.
    void cmp(Register register, int value);

    /// Compares two registers, for the next jump.
    void cmp(Register left, Register right);

    /// Makes a register smaller by one.
    void decrement(Register register);

    /// Tells the processor that a loop waits for a word of memory to change, so that it takes its time.
    void pause();

    /// Whatever was written before can be seen by others before anything is read or written after.
    void fence();

    /// Into the kernel. It keeps every register that has a name here, but [Register#RESULT].
    void systemCall();

    /// Back to the caller.
    void ret();

    /// Jumps if the two were equal, to a place that [#land(int)] names later.
    int jumpIfEqual();

    /// Jumps if the two were not equal, to a place that [#land(int)] names later.
    int jumpIfNotEqual();

    /// Jumps back to a place that is known.
    void jumpTo(int place);

    /// The jump lands here.
    void land(int jump);

    /// The finished code.
    byte[] bytes();
}
