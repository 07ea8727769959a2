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

/// The machine code that makes system calls, for the host and for the puppets alike. It has four entries.
///
/// * `call(record)`: loads the seven words of the record, makes that system call, returns its result. This is how the
///   host acts.
/// * `ask(socket, page)`: writes the record in the page to the puppet's socket and reads the reply. This is how the host
///   makes a puppet act. It returns what read(2) does, or what write(2) does when that fails.
/// * `spawn(arguments, size, page, socket, peer, parent)`: clone3(2). The caller gets the child's number. The child never
///   returns: it is a puppet from its first instruction on.
/// * `threadPointer()`: where the calling thread's own memory begins.
///
/// A puppet's life, in order:
///
/// 1. It asks to be killed when learnc dies, then looks whether learnc is still its parent (it may have died in between),
///    then closes its copy of learnc's end of the socket, so that learnc's death is an end of file. The three results
///    are left in the page at [#BIRTH_RESULTS], for the trace.
/// 2. Again and again: put the last result into the page's first word, write it to the socket (the first time this says
///    "I am born"), look out for a turn, read a record from the socket, make the call that the page describes.
/// 3. When the call is a clone3, the child takes the seat that stands behind clone3's two arguments (Linux ignores those
///    words) and starts with 1.
/// 4. When the socket ends: exit_group(127).
///
/// To look out: to be woken up in read(2) takes much longer than most calls. So whoever waits first looks at the page for
/// a moment, whether it is its turn ([#TURN]), and only then reads, sleeping if it must. The turn is a hint and no more: it is
/// given after the write to the socket, and all that counts comes through the socket, the end of the other one as well.
///
/// @param bytes         the code; it runs at any address
/// @param call          offset of the first entry
/// @param ask           offset of the second
/// @param spawn         offset of the third
/// @param threadPointer offset of the fourth
record PuppetCode(byte[] bytes, int call, int ask, int spawn, int threadPointer) {

    /// A record: the number of the call and six arguments.
    static final int RECORD_BYTES = 56;
    /// A reply: the result.
    static final int REPLY_BYTES = 8;
    /// Where in the page it says whose turn it is.
    static final int TURN = 56;
    /// Where in the page the results of prctl, getppid and close stand after a birth.
    static final int BIRTH_RESULTS = 64;
    /// Where in the page it says how often to look out, before one sleeps.
    static final int PATIENCE = 88;
    /// Where in the page the strings and structs of a call begin.
    static final int SCRATCH = 128;

    private static final int HOSTS_TURN = 0;
    private static final int PUPPETS_TURN = 1;
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

            int ask = a.here();
            ask();

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
            return new PuppetCode(a.bytes(), call, ask, spawn, threadPointer);
        }

        /// Linux leaves the registers of arguments alone, but the first one may be that of the result.
        private void ask() {
            a.mov(FIFTH, FIRST);
            a.mov(THIRD, RECORD_BYTES);
            call(WRITE);
            a.cmp(RESULT, RECORD_BYTES);
            int refused = a.jumpIfNotEqual();
            giveTurn(SECOND, PUPPETS_TURN);
            lookOut(SECOND, HOSTS_TURN);
            a.mov(FIRST, FIFTH);
            a.mov(THIRD, REPLY_BYTES);
            call(READ);
            a.land(refused);
            a.ret();
        }

        private void giveTurn(Assembler.Register page, int turn) {
            a.mov(FOURTH, turn);
            a.store(FOURTH, page, TURN);
        }

        private void lookOut(Assembler.Register page, int turn) {
            a.load(FOURTH, page, PATIENCE);
            int look = a.here();
            a.cmp(FOURTH, 0);
            int tired = a.jumpIfEqual();
            a.load(RESULT, page, TURN);
            a.cmp(RESULT, turn);
            int turned = a.jumpIfEqual();
            a.pause();
            a.decrement(FOURTH);
            a.jumpTo(look);
            a.land(tired);
            a.land(turned);
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
            a.store(RESULT, PAGE, 0);
            callOnSocket(WRITE, REPLY_BYTES);
            giveTurn(PAGE, HOSTS_TURN);
            lookOut(PAGE, PUPPETS_TURN);
            callOnSocket(READ, RECORD_BYTES);
            a.cmp(RESULT, RECORD_BYTES);
            int closed = a.jumpIfNotEqual();
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

        /// Backwards, because the first argument's register may be the one that points to the record.
        private void loadRecord(Assembler.Register record) {
            a.load(NUMBER, record, 0);
            for (int i = ARGUMENTS.length - 1; i >= 0; i--) {
                a.load(ARGUMENTS[i], record, 8 * (i + 1));
            }
        }

        private void call(SystemCall systemCall) {
            a.mov(NUMBER, systemCall.number(architecture));
            a.systemCall();
        }

        private void callOnSocket(SystemCall systemCall, int length) {
            a.mov(FIRST, SOCKET);
            a.mov(SECOND, PAGE);
            a.mov(THIRD, length);
            call(systemCall);
        }
    }
}
