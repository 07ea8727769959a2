package learnc.runtime.kernel.linux;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_PARENT;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static learnc.runtime.kernel.SocketFlags.AF_UNIX;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_STREAM;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Seat;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;

/// Linux as learnc uses it: one host, and as many inits as are asked for.
public final class Linux implements Inits, AutoCloseable {

    private static final int NO_PARENT_IN_SIGHT = 0;

    private final Watched watched;
    private final Kernel host;
    private final Birth birth;
    private final Map<Integer, Taken> taken = new HashMap<>();
    private Seats seats;
    private Init zygote;

    /// What an init holds on learnc's side.
    private record Taken(Puppet puppet, boolean hasItsOwnSeat) {
    }

    /// @param watch is put around every door; `UnaryOperator.identity()` for none
    public Linux(UnaryOperator<Door> watch) {
        this(watch, false);
    }

    /// @param watch     is put around every door
    /// @param isSharing whether there is other work for the processors meanwhile, as the writing of a trace: then learnc and the
    ///                  puppets do not look out for each other's answers, but sleep until they come
    public Linux(UnaryOperator<Door> watch, boolean isSharing) {
        watched = new Watched(watch, isSharing);
        host = watched.host();
        birth = new Birth(watched, host);
    }

    /// System calls of learnc's own process.
    public Kernel host() {
        return host;
    }

    @Override
    public synchronized Init newInit(long namespaces) {
        Init mother = zygote();
        long seat = seats.take();
        try {
            boolean isFirst = (namespaces & CLONE_NEWPID) != 0;
            Init init = child(mother, namespaces, new Slate(seat, Seats.SEAT_BYTES), isFirst ? NO_PARENT_IN_SIGHT : host.actor().pid(), true);
            forgetOtherSeats(init.inside(), seat);
            return init;
        } catch (RuntimeException failure) {
            seats.giveBack(seat);
            throw failure;
        }
    }

    @Override
    public synchronized Init newChild(Init mother) {
        long seat = taken.get(mother.pid()).puppet().seat().address() + Seats.SEAT_BYTES / 2;
        return child(mother, 0, new Slate(seat, Seats.SEAT_BYTES / 2), NO_PARENT_IN_SIGHT, false);
    }

    /// A process's number in its own PID namespace: the last of those that /proc lists.
    @Why(value = "Reads which number the process has in its own PID namespace.",
            without = "The trace could show only the number that the host has given to it.")
    private int numberInside(int pid) {
        String status = WholeFile.text(host, "/proc/" + pid + "/status");
        int start = status.indexOf("\nNSpid:") + 1;
        String numbers = status.substring(start, status.indexOf('\n', start));
        return Integer.parseInt(numbers.substring(numbers.lastIndexOf('\t') + 1));
    }

    /// The mother makes the socket, and learnc takes a copy of one end: so she needs none of learnc's descriptors.
    @Why(call = "socketpair", value = "Makes the line on which learnc will tell the new process, one by one, which system calls to make.",
            without = "Nobody could tell it anything, and a process made by a JVM cannot run Java: only one of its threads is copied.")
    @Why(call = "pidfd_getfd", value = "Takes learnc's end of that line out of the process that has made it.",
            without = "learnc would be on no end of the line, and could say nothing.")
    @Why(call = "close", value = "Closes an end of the line that belongs to the new process now.",
            without = "When one side dies, the other would never read an end of file.")
    private Init child(Init mother, long flags, Slate seat, int parent, boolean hasItsOwnSeat) {
        watched.prepare(seat);
        int[] ends = mother.inside().socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        int pid;
        int socket;
        try {
            socket = host.pidfdGetfd(mother.pidfd(), ends[0]);
            pid = clone(mother, flags, new Seat(seat.address(), ends[1], ends[0], parent), socket);
        } finally {
            mother.inside().close(ends[0]);
            mother.inside().close(ends[1]);
        }
        try {
            Actor actor = new Actor("inside", pid, !hasItsOwnSeat ? numberInside(pid) : parent == NO_PARENT_IN_SIGHT ? 1 : pid);
            Puppet puppet = watched.puppet(seat, socket, actor);
            Init init = birth.of(puppet, ends);
            taken.put(pid, new Taken(puppet, hasItsOwnSeat));
            return init;
        } catch (RuntimeException failure) {
            birth.undo(pid, socket);
            throw failure;
        }
    }

    @Why(call = "clone3", about = "CLONE_NEWPID", value = "Starts the process that becomes PID 1 of the container, with fresh namespaces from its "
            + "first instruction.",
            without = "It would share the host's mounts, processes, host name, message queues and network, and could not be PID 1.")
    @Why(call = "clone3", about = "CLONE_NEWUSER", value = "Starts a process with a user namespace of its own: {}", without = "{}")
    @Why(call = "clone3", value = "Starts a process that makes the system calls that learnc tells it: {}", without = "{}")
    @Why(call = "close", value = "Closes the line on which nobody will ever listen.", without = "A descriptor would be lost with each process that was not born.")
    private int clone(Init mother, long flags, Seat seat, int socket) {
        try {
            return mother.inside().clone3(flags | CLONE_PARENT, seat);
        } catch (RuntimeException refusal) {
            host.close(socket);
            throw refusal;
        }
    }

    @Why(call = "munmap", value = "Takes the pages over which learnc talks to other processes out of this one's memory.",
            without = "Two containers that are made at the same time could read, and change, each other's orders.")
    private void forgetOtherSeats(Kernel inside, long seat) {
        if (seat > seats.start()) {
            inside.munmap(seats.start(), seat - seats.start());
        }
        if (seat + Seats.SEAT_BYTES < seats.end()) {
            inside.munmap(seat + Seats.SEAT_BYTES, seats.end() - seat - Seats.SEAT_BYTES);
        }
    }

    @Override
    public synchronized void release(Init init) {
        Taken its = taken.remove(init.pid());
        if (its != null) {
            host.close(its.puppet().socket());
            if (its.hasItsOwnSeat()) {
                seats.giveBack(its.puppet().seat().address());
            }
        }
    }

    private Init zygote() {
        if (seats == null) {
            seats = new Seats(host);
        }
        if (zygote == null) {
            zygote = Zygote.start(watched, host, seats);
        }
        return zygote;
    }

    /// Ends the zygote. Inits that have not executed a program die with learnc; running containers stay.
    @Override
    @Why(call = "pidfd_send_signal", value = "Ends the zygote, from which every other process of this run was born.",
            without = "It would only die with learnc itself.")
    @Why(call = "waitid", value = "Waits for the zygote's end, so that the kernel can forget it.",
            without = "It would be a zombie until learnc ends.")
    public synchronized void close() {
        if (zygote != null) {
            host.pidfdSendSignal(zygote.pidfd(), Signal.SIGKILL.number());
            host.waitid(P_PIDFD, zygote.pidfd(), WEXITED | __WALL);
            host.close(zygote.pidfd());
            zygote = null;
            seats = null;
        }
    }
}
