package learnc.runtime.kernel.linux;

import java.util.ArrayDeque;
import java.util.Deque;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;

/// The memory that learnc shares with its puppets, cut into seats.
///
/// It is one mapping, so that the zygote can give everything else back with three calls.
final class Seats {

    /// Enough for the longest argument list and environment that a user will meet.
    static final int SEAT_BYTES = 1 << 20;
    private static final int SEATS = 32;
    private static final int LENGTH = SEATS * SEAT_BYTES;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_ANONYMOUS_NORESERVE = 0x4021;

    private final long start;
    private final Deque<Long> free = new ArrayDeque<>();

    @Why(call = "mmap", value = "Maps a piece of memory that learnc and its puppets share: there learnc lays out the arguments of their calls.",
            without = "A puppet could not read a path that learnc has written, because each process sees only its own memory.")
    Seats(Kernel host) {
        start = host.mmap(LENGTH, PROT_READ_WRITE, MAP_SHARED_ANONYMOUS_NORESERVE);
        for (int i = 0; i < SEATS; i++) {
            free.addLast(start + (long) i * SEAT_BYTES);
        }
    }

    long start() {
        return start;
    }

    long end() {
        return start + LENGTH;
    }

    /// @throws IllegalStateException when 32 containers are being started at once
    synchronized long take() {
        Long seat = free.pollFirst();
        if (seat == null) {
            throw new IllegalStateException("more than " + SEATS + " containers are being started at once; try again when some of them run");
        }
        return seat;
    }

    synchronized void giveBack(long seat) {
        free.addFirst(seat);
    }
}
