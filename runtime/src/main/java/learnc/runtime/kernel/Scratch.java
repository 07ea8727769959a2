package learnc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A stretch of plain memory, outside the Java heap, where strings and structs stand while the kernel reads or fills them.
///
/// It is used like a slate: wiped before each call, then filled from the front.
public final class Scratch {

    private static final int WORD = Long.BYTES;

    private final long address;
    private final ByteBuffer bytes;
    private int used;

    /// @param address where the memory begins, as the process that makes the call sees it
    /// @param bytes   the same memory as Java sees it
    public Scratch(long address, ByteBuffer bytes) {
        this.address = address;
        this.bytes = bytes.order(ByteOrder.nativeOrder());
    }

    /// Makes all of it free again.
    public void wipe() {
        used = 0;
    }

    /// How many bytes one call can place here.
    public int size() {
        return bytes.capacity();
    }

    /// Sets `length` bytes aside, aligned to eight.
    ///
    /// @return their address
    /// @throws IllegalArgumentException when the scratch is too small: the caller must ask for less at a time
    public long room(int length) {
        int start = used;
        int end = start + (length + WORD - 1) / WORD * WORD;
        if (end > bytes.capacity()) {
            throw new IllegalArgumentException(length + " bytes do not fit in the " + bytes.capacity()
                    + " bytes that one system call may point to");
        }
        used = end;
        return address + start;
    }

    /// Copies bytes here.
    ///
    /// @return their address
    public long place(byte[] content, int from, int length) {
        long at = room(length);
        bytes.put((int) (at - address), content, from, length);
        return at;
    }

    /// Copies a string here, ended by a zero byte as C wants it.
    ///
    /// @return its address
    public long place(String text) {
        byte[] content = KernelText.bytes(text);
        long at = room(content.length + 1);
        int start = (int) (at - address);
        bytes.put(start, content);
        bytes.put(start + content.length, (byte) 0);
        return at;
    }

    /// Writes one word at an address that [#room(int)] gave.
    public void putWord(long at, long value) {
        bytes.putLong((int) (at - address), value);
    }

    /// Reads bytes back that the kernel has written.
    public void copyOut(long at, byte[] into, int from, int length) {
        bytes.get((int) (at - address), into, from, length);
    }

    /// Reads four bytes back as a number.
    public int intAt(long at) {
        return bytes.getInt((int) (at - address));
    }

    /// Writes zeros.
    public void clear(long at, int length) {
        int start = (int) (at - address);
        for (int i = start; i < start + length; i++) {
            bytes.put(i, (byte) 0);
        }
    }
}
