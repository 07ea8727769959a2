package learnc.runtime.kernel.linux;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Scratch;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Syscalls;

/// The Java end of a puppet's strings: system calls in another process.
///
/// The strings are a page that both processes share (a record one way, a result back) and a socket that wakes who sleeps. They are learnc's own
/// and no part of the container's story, so they go to the kernel directly and are not traced.
final class Puppet implements Syscalls {

    private static final int EXECVE = SystemCall.EXECVE.number();
    private static final int EXIT_GROUP = SystemCall.EXIT_GROUP.number();
    private static final long INTERRUPTED = -Errno.EINTR.number();
    /// What read(2) answers once before the end of the file, when the other side has left something unread.
    private static final long RESET = -Errno.ECONNRESET.number();
    /// Some 30 µs, about what it takes to wake a sleeper. Where there is only one processor, who looks out keeps the other from its turn.
    static final int PATIENCE = Runtime.getRuntime().availableProcessors() > 1 ? 1000 : 0;

    private final Slate seat;
    private final int socket;
    private final Actor actor;
    private boolean hasHadItsLastOrder;

    /// @param seat   the page that the puppet was given at its birth
    /// @param socket learnc's end
    Puppet(Slate seat, int socket, Actor actor) {
        this.seat = seat;
        this.socket = socket;
        this.actor = actor;
    }

    /// Clears the seat of what the last one who sat there has left, before a new puppet is born.
    ///
    /// @param patience how often each side looks at the page before it sleeps
    static void prepare(Slate seat, int patience) {
        seat.put(PuppetCode.TURN, PuppetCode.TAKEN);
        seat.put(PuppetCode.HOST_ASLEEP, 0);
        seat.put(PuppetCode.PUPPET_ASLEEP, 0);
        seat.put(PuppetCode.PATIENCE, patience);
    }

    /// Makes a system call in the puppet. After an execve(2) or exit_group(2) that succeeds the puppet is gone, and the result is 0.
    ///
    /// @throws InitDied when the puppet's process has ended in any other way, or is not a puppet any more
    @Override
    public synchronized long call(int number, long... words) {
        if (hasHadItsLastOrder) {
            throw InitDied.asItWasTold(actor);
        }
        seat.write(number, words);
        if (isHostsTurn(Machine.ask(socket, seat.address()))) {
            return seat.word(PuppetCode.RECORD);
        }
        boolean isLast = number == EXECVE || number == EXIT_GROUP;
        if (isLast && seat.word(PuppetCode.TURN) == PuppetCode.TAKEN) {
            hasHadItsLastOrder = true;
            return 0;
        }
        throw new InitDied(actor);
    }

    /// Waits until the puppet has taken its seat.
    ///
    /// @throws InitDied when it has not come to that
    void awaitBirth() {
        if (!isHostsTurn(Machine.await(socket, seat.address()))) {
            throw new InitDied(actor);
        }
    }

    /// @param answer of the machine code
    /// @return whether the puppet has answered; when not, it is gone
    private boolean isHostsTurn(long answer) {
        long last = answer;
        while (last == INTERRUPTED || last == RESET) {
            last = Machine.await(socket, seat.address());
        }
        return last == PuppetCode.HOSTS_TURN;
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
