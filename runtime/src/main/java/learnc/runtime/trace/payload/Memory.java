package learnc.runtime.trace.payload;

import java.util.Arrays;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;

/// The memory of the program that is followed.
final class Memory {

    private static final int PAGE_BYTES = 4096;
    private static final int STRING_STEP_BYTES = 256;
    private static final byte[] NOTHING = {};

    private final Kernel host;

    Memory(Kernel host) {
        this.host = host;
    }

    /// As many bytes as can be read, at most `length`; null when not even the first can.
    byte[] read(int thread, long address, int length) {
        if (length <= 0) {
            return NOTHING;
        }
        var bytes = new byte[length];
        try {
            int count = address == 0 ? 0 : host.processVmReadv(thread, address, bytes);
            return count == 0 ? null : count == length ? bytes : Arrays.copyOf(bytes, count);
        } catch (KernelRefusal notMapped) {
            return null;
        }
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
