package learnc.runtime.kernel.linux;

import static learnc.runtime.kernel.SystemCall.CLONE3;
import static learnc.runtime.kernel.SystemCall.CLOSE;
import static learnc.runtime.kernel.SystemCall.EXIT_GROUP;
import static learnc.runtime.kernel.SystemCall.GETPPID;
import static learnc.runtime.kernel.SystemCall.PRCTL;
import static learnc.runtime.kernel.SystemCall.READ;
import static learnc.runtime.kernel.SystemCall.WRITE;
import static learnc.runtime.kernel.linux.Assembler.Register.FIFTH;
import static learnc.runtime.kernel.linux.Assembler.Register.FIRST;
import static learnc.runtime.kernel.linux.Assembler.Register.FOURTH;
import static learnc.runtime.kernel.linux.Assembler.Register.FOURTH_OF_C;
import static learnc.runtime.kernel.linux.Assembler.Register.NUMBER;
import static learnc.runtime.kernel.linux.Assembler.Register.PAGE;
import static learnc.runtime.kernel.linux.Assembler.Register.PARENT;
import static learnc.runtime.kernel.linux.Assembler.Register.PEER;
import static learnc.runtime.kernel.linux.Assembler.Register.RESULT;
import static learnc.runtime.kernel.linux.Assembler.Register.SECOND;
import static learnc.runtime.kernel.linux.Assembler.Register.SIXTH;
import static learnc.runtime.kernel.linux.Assembler.Register.SOCKET;
import static learnc.runtime.kernel.linux.Assembler.Register.THIRD;

import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.SystemCall;

/// The machine code that makes system calls, for the host and for the puppets alike. It has five entries.
///
/// * `call(page)`: loads the seven words of the record in the page, makes that system call, returns its result. This is how the
///   host acts.
/// * `ask(socket, page)`: gives the puppet its turn, to make the call that the page describes, and waits for the host's. This is
///   how the host makes a puppet act. It returns [#HOSTS_TURN], or 0 at the end of the socket, or what read(2) was refused with.
/// * `await(socket, page)`: only waits for the host's turn.
/// * `spawn(arguments, size, page, socket, peer, parent)`: clone3(2). The caller gets the child's number. The child never
///   returns: it is a puppet from its first instruction on.
/// * `threadPointer()`: where the calling thread's own memory begins.
///
/// A puppet's life, in order:
///
/// 1. It asks to be killed when learnc dies, then looks whether learnc is still its parent (it may have died in between),
///    then closes its copy of learnc's end of the socket, so that learnc's death is an end of file. The three results
///    are left in the page at [#BIRTH_RESULTS], for the trace.
/// 2. Again and again: put the last result into the first word of the record, give the host its turn (the first time this says
///    "I am born"), wait for its own, make the call that the record describes.
/// 3. When the call is a clone3, the child takes the seat that stands behind clone3's two arguments (Linux ignores those
///    words) and starts with 1.
/// 4. When the socket ends: exit_group(127).
///
/// To wait: to be woken up takes much longer than most calls. So whoever waits first looks at the page for a moment, whether
/// it is its turn ([#TURN]). Only then it says that it is asleep ([#HOST_ASLEEP], [#PUPPET_ASLEEP]), looks once more, and reads from the socket, to which
/// the other writes when it gives the turn and sees that. A fence keeps each from looking before its own word can be seen. What is
/// read means no more than "look again", and it may come late; but the end of the socket means that the other one is gone.
///
/// @param bytes         the code; it runs at any address
/// @param call          offset of the first entry
/// @param ask           offset of the second
/// @param await         offset of the third
/// @param spawn         offset of the fourth
/// @param threadPointer offset of the fifth
record PuppetCode(byte[] bytes, int call, int ask, int await, int spawn, int threadPointer) {

    /// What goes through the socket, from and to the page's first word, which means nothing.
    static final int WAKE_UP_BYTES = 8;
    /// Where in the page the record stands, the number of the call and six arguments; after the call, its result.
    static final int RECORD = 8;
    /// Where in the page it says whose turn it is.
    static final int TURN = 64;
    /// Where in the page the results of prctl, getppid and close stand after a birth.
    static final int BIRTH_RESULTS = 72;
    /// Where in the page it says how often to look, before one sleeps.
    static final int PATIENCE = 96;
    /// Where in the page it says whether the host is asleep. Nobody but the host writes there.
    static final int HOST_ASLEEP = 104;
    /// Where in the page it says whether the puppet is asleep. Nobody but the puppet writes there.
    static final int PUPPET_ASLEEP = 112;
    /// Where in the page the strings and structs of a call begin.
    static final int SCRATCH = 128;

    /// The host is to go on.
    static final int HOSTS_TURN = 1;
    /// The puppet is to make a call.
    static final int PUPPETS_TURN = 2;
    /// The puppet makes the call.
    static final int TAKEN = 3;

    private static final int PR_SET_PDEATHSIG = 1;
    private static final int SIGKILL = 9;
    private static final int NO_MORE_RECORDS = 127;
    private static final Assembler.Register[] ARGUMENTS = {FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH};

    /// The code for a processor.
    static PuppetCode of(Architecture architecture) {
        return new Writing(Assembler.of(architecture), architecture).code();
    }

    /// The program, written down once for every processor.
    private record Writing(Assembler a, Architecture architecture) {

        private PuppetCode code() {
            int call = a.here();
            loadRecord(FIRST);
            a.systemCall();
            a.ret();

            // Linux leaves the registers of arguments alone, but the first one may be that of the result.
            int ask = a.here();
            a.mov(FIFTH, FIRST);
            giveTurn(PUPPETS_TURN, PUPPET_ASLEEP, SECOND, FIFTH);
            a.mov(FIRST, FIFTH);

            int await = a.here();
            a.mov(FIFTH, FIRST);
            int closed = awaitTurn(HOSTS_TURN, HOST_ASLEEP, SECOND, FIFTH);
            a.land(closed);
            a.ret();

            int spawn = a.here();
            a.mov(FOURTH, FOURTH_OF_C);
            call(CLONE3);
            a.cmp(RESULT, 0);
            int firstChild = a.jumpIfEqual();
            a.ret();

            a.land(firstChild);
            puppet();

            int threadPointer = a.here();
            a.loadThreadPointer(RESULT);
            a.ret();
            return new PuppetCode(a.bytes(), call, ask, await, spawn, threadPointer);
        }

        /// Whatever was written before can be seen when the turn can.
        private void giveTurn(int turn, int asleep, Assembler.Register page, Assembler.Register socket) {
            a.fence();
            put(turn, page, TURN);
            a.fence();
            a.load(FOURTH, page, asleep);
            a.cmp(FOURTH, 0);
            int awake = a.jumpIfEqual();
            callOnSocket(WRITE, socket, page);
            a.land(awake);
        }

        /// @return the jump that is taken when the socket has ended
        private int awaitTurn(int turn, int asleep, Assembler.Register page, Assembler.Register socket) {
            int again = a.here();
            a.load(FOURTH, page, PATIENCE);
            int look = a.here();
            a.load(RESULT, page, TURN);
            a.cmp(RESULT, turn);
            int seen = a.jumpIfEqual();
            a.cmp(FOURTH, 0);
            int tired = a.jumpIfEqual();
            a.pause();
            a.decrement(FOURTH);
            a.jumpTo(look);

            a.land(tired);
            put(1, page, asleep);
            a.fence();
            a.load(RESULT, page, TURN);
            a.cmp(RESULT, turn);
            int seenAtLast = a.jumpIfEqual();
            callOnSocket(READ, socket, page);
            a.cmp(RESULT, WAKE_UP_BYTES);
            int closed = a.jumpIfNotEqual();
            a.jumpTo(again);

            a.land(seen);
            a.land(seenAtLast);
            put(0, page, asleep);
            a.fence();
            return closed;
        }

        private void put(int value, Assembler.Register page, int offset) {
            a.mov(FOURTH, value);
            a.store(FOURTH, page, offset);
        }

        /// A whole life: the first child begins here, and every later one at the place that is called `seat`.
        private void puppet() {
            int seat = a.here();
            a.mov(PAGE, THIRD);
            a.mov(SOCKET, FOURTH);
            a.mov(PEER, FIFTH);
            a.mov(PARENT, SIXTH);
            int orphan = birth();

            int reply = a.here();
            a.store(RESULT, PAGE, RECORD);
            giveTurn(HOSTS_TURN, HOST_ASLEEP, PAGE, SOCKET);
            int closed = awaitTurn(PUPPETS_TURN, PUPPET_ASLEEP, PAGE, SOCKET);
            put(TAKEN, PAGE, TURN);
            loadRecord(PAGE);
            a.cmp(NUMBER, CLONE3.number(architecture));
            int clone = a.jumpIfEqual();
            a.systemCall();
            a.jumpTo(reply);

            a.land(clone);
            a.systemCall();
            a.cmp(RESULT, 0);
            int nextChild = a.jumpIfEqual();
            a.jumpTo(reply);
            a.land(nextChild);
            a.jumpTo(seat);

            a.land(orphan);
            a.land(closed);
            a.mov(FIRST, NO_MORE_RECORDS);
            call(EXIT_GROUP);
        }

        /// @return the jump that is taken when learnc is not the parent any more
        private int birth() {
            a.mov(FIRST, PR_SET_PDEATHSIG);
            a.mov(SECOND, SIGKILL);
            a.mov(THIRD, 0);
            a.mov(FOURTH, 0);
            a.mov(FIFTH, 0);
            call(PRCTL);
            a.store(RESULT, PAGE, BIRTH_RESULTS);
            call(GETPPID);
            a.store(RESULT, PAGE, BIRTH_RESULTS + 8);
            a.cmp(RESULT, PARENT);
            int orphan = a.jumpIfNotEqual();
            a.mov(FIRST, PEER);
            call(CLOSE);
            a.store(RESULT, PAGE, BIRTH_RESULTS + 16);
            return orphan;
        }

        /// Backwards, because the first argument's register may be the one that points to the page.
        private void loadRecord(Assembler.Register page) {
            a.load(NUMBER, page, RECORD);
            for (int i = ARGUMENTS.length - 1; i >= 0; i--) {
                a.load(ARGUMENTS[i], page, RECORD + 8 * (i + 1));
            }
        }

        private void call(SystemCall systemCall) {
            a.mov(NUMBER, systemCall.number(architecture));
            a.systemCall();
        }

        private void callOnSocket(SystemCall systemCall, Assembler.Register socket, Assembler.Register page) {
            a.mov(FIRST, socket);
            a.mov(SECOND, page);
            a.mov(THIRD, WAKE_UP_BYTES);
            call(systemCall);
        }
    }
}
