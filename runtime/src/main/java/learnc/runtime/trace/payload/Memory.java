package learnc.runtime.trace.payload;

import java.util.Arrays;
import learnc.runtime.kernel.Ptrace;

/// The memory of the program that is followed.
final class Memory {

    private static final int PAGE_BYTES = 4096;
    private static final int STRING_STEP_BYTES = 256;
    private static final byte[] NOTHING = {};

    private final Ptrace ptrace;
    private final int mostBytes;

    Memory(Ptrace ptrace) {
        this.ptrace = ptrace;
        this.mostBytes = ptrace.mostBytes();
    }

    /// As many bytes as can be read, at most `length`; null when not even the first can.
    byte[] read(int thread, long address, int length) {
        if (length <= 0) {
            return NOTHING;
        }
        byte[] bytes = address == 0 ? null : ptrace.memory(thread, address, Math.min(length, mostBytes));
        return length <= mostBytes || bytes == null || bytes.length < mostBytes ? bytes : goingOn(bytes, thread, address, length);
    }

    /// More than can be read at once.
    private byte[] goingOn(byte[] first, int thread, long address, int length) {
        byte[] rest = read(thread, address + first.length, length - first.length);
        if (rest == null) {
            return first;
        }
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    /// All of a struct, or null.
    byte[] struct(int thread, long address, int length) {
        byte[] bytes = read(thread, address, length);
        return bytes == null || bytes.length < length ? null : bytes;
    }

    /// A string without its ending zero, or its first bytes when it is longer than `most`; null when it cannot be read.
    byte[] string(int thread, long address, int most) {
        byte[] string = NOTHING;
        while (string.length <= most) {
            long from = address + string.length;
            // Not over the end of a page: the next one may not be there.
            int step = (int) Math.min(STRING_STEP_BYTES, PAGE_BYTES - from % PAGE_BYTES);
            byte[] more = read(thread, from, step);
            if (more == null) {
                return string.length == 0 ? null : string;
            }
            int zero = indexOfZero(more);
            int before = string.length;
            string = Arrays.copyOf(string, before + zero);
            System.arraycopy(more, 0, string, before, zero);
            if (zero < more.length) {
                return string;
            }
        }
        return string;
    }

    private static int indexOfZero(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at;
    }
}
