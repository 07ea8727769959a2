package learnc.runtime.kernel.linux;

import java.nio.ByteBuffer;
import learnc.runtime.kernel.Scratch;

/// A stretch of memory with room for one system call: the record in front ([PuppetCode#RECORD]), what it points to behind.
final class Slate {

    private final long address;
    private final ByteBuffer memory;
    private final Scratch scratch;

    Slate(long address, int length) {
        this.address = address;
        this.memory = Machine.view(address, length);
        this.scratch = new Scratch(address + PuppetCode.SCRATCH, memory.slice(PuppetCode.SCRATCH, length - PuppetCode.SCRATCH));
    }

    long address() {
        return address;
    }

    Scratch scratch() {
        return scratch;
    }

    /// Fills in the record.
    void write(int number, long... words) {
        memory.putLong(PuppetCode.RECORD, number);
        for (int i = 0; i < 6; i++) {
            memory.putLong(PuppetCode.RECORD + 8 * (i + 1), i < words.length ? words[i] : 0);
        }
    }

    /// Sets the word at an offset.
    void put(int offset, long word) {
        memory.putLong(offset, word);
    }

    /// The word at an offset.
    long word(int offset) {
        return memory.getLong(offset);
    }
}
