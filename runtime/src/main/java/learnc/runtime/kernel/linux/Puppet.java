package learnc.runtime.kernel.linux;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Scratch;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Syscalls;

/// The Java end of a puppet's strings: system calls in another process.
///
/// The strings are a socket (a record one way, a result back) and a page that both processes share. They are learnc's own
/// and no part of the container's story, so they go to the kernel directly and are not traced.
final class Puppet implements Syscalls {

    private static final int READ = SystemCall.READ.number();
    private static final int EXECVE = SystemCall.EXECVE.number();
    private static final int EXIT_GROUP = SystemCall.EXIT_GROUP.number();
    private static final long INTERRUPTED = -Errno.EINTR.number();
    private static final long END_OF_FILE = 0;
    /// Some 30 µs, about what it takes to wake a sleeper. Where there is only one processor, who looks out keeps the other from its turn.
    private static final int PATIENCE = Runtime.getRuntime().availableProcessors() > 1 ? 1000 : 0;

    private final Syscalls host;
    private final Slate seat;
    private final int socket;
    private final Actor actor;

    /// @param seat   the page that the puppet was given at its birth
    /// @param socket learnc's end
    Puppet(Syscalls host, Slate seat, int socket, Actor actor) {
        this.host = host;
        this.seat = seat;
        this.socket = socket;
        this.actor = actor;
        seat.put(PuppetCode.PATIENCE, PATIENCE);
    }

    /// Makes a system call in the puppet. After an execve(2) or exit_group(2) that succeeds the puppet is gone, and the result is 0.
    ///
    /// @throws InitDied when the puppet's process has ended in any other way
    @Override
    public synchronized long call(int number, long... words) {
        seat.write(number, words);
        long read = Machine.ask(socket, seat.address());
        if (read == INTERRUPTED) {
            read = reply();
        }
        if (read == PuppetCode.REPLY_BYTES) {
            return seat.word(0);
        }
        if (read == END_OF_FILE && (number == EXECVE || number == EXIT_GROUP)) {
            return 0;
        }
        throw new InitDied(actor);
    }

    /// Waits until the puppet has taken its seat.
    ///
    /// @throws InitDied when it has not come to that
    void awaitBirth() {
        if (reply() != PuppetCode.REPLY_BYTES) {
            throw new InitDied(actor);
        }
    }

    /// The socket keeps a reply whole: 8 bytes fit in it at once.
    private long reply() {
        long read;
        do {
            read = host.call(READ, socket, seat.address(), PuppetCode.REPLY_BYTES);
        } while (read == INTERRUPTED);
        return read;
    }

    int socket() {
        return socket;
    }

    Slate seat() {
        return seat;
    }

    @Override
    public Scratch scratch() {
        return seat.scratch();
    }

    @Override
    public Actor actor() {
        return actor;
    }
}
