package learnc.runtime.kernel.linux;

import learnc.runtime.kernel.Architecture;

/// The machine code that makes system calls, for the host and for the puppets alike. It has three entries.
///
/// * `call(record)`: loads the seven words of the record, makes that system call, returns its result. This is how the
///   host acts.
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
///    "I am born"), read a record from the socket, make the call that the page describes.
/// 3. When the call is a clone3, the child takes the seat that stands behind clone3's two arguments (Linux ignores those
///    words) and starts with 1.
/// 4. When the socket ends: exit_group(127).
///
/// @param bytes         the code; it runs at any address
/// @param call          offset of the first entry
/// @param spawn         offset of the second
/// @param threadPointer offset of the third
record PuppetCode(byte[] bytes, int call, int spawn, int threadPointer) {

    /// A record: the number of the call and six arguments.
    static final int RECORD_BYTES = 56;
    /// A reply: the result.
    static final int REPLY_BYTES = 8;
    /// Where in the page the results of prctl, getppid and close stand after a birth.
    static final int BIRTH_RESULTS = 64;
    /// Where in the page the strings and structs of a call begin.
    static final int SCRATCH = 128;

    private static final int PR_SET_PDEATHSIG = 1;
    private static final int SIGKILL = 9;
    private static final int NO_MORE_RECORDS = 127;

    /// The code for a processor.
    static PuppetCode of(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> X86Puppet.code();
            case ARM64 -> ArmPuppet.code();
        };
    }

    /// x86-64: the number goes into rax, the arguments into rdi, rsi, rdx, r10, r8, r9.
    private static final class X86Puppet {
        private static final X86.Register[] ARGUMENTS = {X86.Register.RDI, X86.Register.RSI, X86.Register.RDX,
                X86.Register.R10, X86.Register.R8, X86.Register.R9};
        private static final X86.Register RESULT = X86.Register.RAX;
        private static final X86.Register NUMBER = X86.Register.RAX;
        private static final X86.Register PAGE = X86.Register.R12;
        private static final X86.Register SOCKET = X86.Register.R13;
        private static final X86.Register PEER = X86.Register.R14;
        private static final X86.Register PARENT = X86.Register.R15;
        private static final int READ = 0;
        private static final int WRITE = 1;
        private static final int CLOSE = 3;
        private static final int GETPPID = 110;
        private static final int PRCTL = 157;
        private static final int EXIT_GROUP = 231;
        private static final int CLONE3 = 435;

        private static PuppetCode code() {
            X86 a = new X86();

            int call = a.here();
            loadRecord(a, X86.Register.RDI);
            a.syscall();
            a.ret();

            int spawn = a.here();
            a.mov(X86.Register.R10, X86.Register.RCX);      // C passes the fourth argument in rcx, Linux in r10
            a.mov(NUMBER, CLONE3);
            a.syscall();
            a.cmp(RESULT, 0);
            int firstChild = a.jumpIfEqual();
            a.ret();

            a.land(firstChild);
            int seat = a.here();
            a.mov(PAGE, X86.Register.RDX);
            a.mov(SOCKET, X86.Register.R10);
            a.mov(PEER, X86.Register.R8);
            a.mov(PARENT, X86.Register.R9);

            birth(a, 0, PRCTL, PR_SET_PDEATHSIG, SIGKILL);
            a.mov(NUMBER, GETPPID);
            a.syscall();
            a.store(RESULT, PAGE, BIRTH_RESULTS + 8);
            a.cmp(RESULT, PARENT);
            int orphan = a.jumpIfNotEqual();
            a.mov(X86.Register.RDI, PEER);
            a.mov(NUMBER, CLOSE);
            a.syscall();
            a.store(RESULT, PAGE, BIRTH_RESULTS + 16);

            int reply = a.here();
            a.store(RESULT, PAGE, 0);
            onSocket(a, WRITE, REPLY_BYTES);
            onSocket(a, READ, RECORD_BYTES);
            a.cmp(RESULT, RECORD_BYTES);
            int closed = a.jumpIfNotEqual();
            loadRecord(a, PAGE);
            a.cmp(NUMBER, CLONE3);
            int clone = a.jumpIfEqual();
            a.syscall();
            a.jumpTo(reply);

            a.land(clone);
            a.syscall();
            a.cmp(RESULT, 0);
            int nextChild = a.jumpIfEqual();
            a.jumpTo(reply);
            a.land(nextChild);
            a.jumpTo(seat);

            a.land(orphan);
            a.land(closed);
            a.mov(X86.Register.RDI, NO_MORE_RECORDS);
            a.mov(NUMBER, EXIT_GROUP);
            a.syscall();

            int threadPointer = a.here();
            a.loadThreadPointer();
            a.ret();
            return new PuppetCode(a.bytes(), call, spawn, threadPointer);
        }

        private static void loadRecord(X86 a, X86.Register record) {
            a.load(NUMBER, record, 0);
            for (int i = ARGUMENTS.length - 1; i >= 0; i--) {      // backwards, because rdi may be the record itself
                a.load(ARGUMENTS[i], record, 8 * (i + 1));
            }
        }

        private static void birth(X86 a, int resultAt, int number, int first, int second) {
            a.mov(X86.Register.RDI, first);
            a.mov(X86.Register.RSI, second);
            a.mov(X86.Register.RDX, 0);
            a.mov(X86.Register.R10, 0);
            a.mov(X86.Register.R8, 0);
            a.mov(NUMBER, number);
            a.syscall();
            a.store(RESULT, PAGE, BIRTH_RESULTS + resultAt);
        }

        private static void onSocket(X86 a, int number, int length) {
            a.mov(X86.Register.RDI, SOCKET);
            a.mov(X86.Register.RSI, PAGE);
            a.mov(X86.Register.RDX, length);
            a.mov(NUMBER, number);
            a.syscall();
        }
    }

    /// arm64: the number goes into x8, the arguments into x0 to x5, and that is also where C passes them.
    private static final class ArmPuppet {
        private static final int RESULT = 0;
        private static final int NUMBER = 8;
        private static final int PAGE = 9;
        private static final int SOCKET = 10;
        private static final int PEER = 11;
        private static final int PARENT = 12;
        private static final int CLOSE = 57;
        private static final int READ = 63;
        private static final int WRITE = 64;
        private static final int EXIT_GROUP = 94;
        private static final int PRCTL = 167;
        private static final int GETPPID = 173;
        private static final int CLONE3 = 435;

        private static PuppetCode code() {
            Arm a = new Arm();

            int call = a.here();
            a.mov(PAGE, 0);
            loadRecord(a);
            a.svc();
            a.ret();

            int spawn = a.here();
            a.movValue(NUMBER, CLONE3);
            a.svc();
            a.cmpValue(RESULT, 0);
            int firstChild = a.jumpIfEqual();
            a.ret();

            a.land(firstChild);
            int seat = a.here();
            a.mov(PAGE, 2);
            a.mov(SOCKET, 3);
            a.mov(PEER, 4);
            a.mov(PARENT, 5);

            a.movValue(0, PR_SET_PDEATHSIG);
            a.movValue(1, SIGKILL);
            a.movValue(2, 0);
            a.movValue(3, 0);
            a.movValue(4, 0);
            a.movValue(NUMBER, PRCTL);
            a.svc();
            a.store(RESULT, PAGE, BIRTH_RESULTS);
            a.movValue(NUMBER, GETPPID);
            a.svc();
            a.store(RESULT, PAGE, BIRTH_RESULTS + 8);
            a.cmp(RESULT, PARENT);
            int orphan = a.jumpIfNotEqual();
            a.mov(0, PEER);
            a.movValue(NUMBER, CLOSE);
            a.svc();
            a.store(RESULT, PAGE, BIRTH_RESULTS + 16);

            int reply = a.here();
            a.store(RESULT, PAGE, 0);
            onSocket(a, WRITE, REPLY_BYTES);
            onSocket(a, READ, RECORD_BYTES);
            a.cmpValue(RESULT, RECORD_BYTES);
            int closed = a.jumpIfNotEqual();
            loadRecord(a);
            a.cmpValue(NUMBER, CLONE3);
            int clone = a.jumpIfEqual();
            a.svc();
            a.jumpTo(reply);

            a.land(clone);
            a.svc();
            a.cmpValue(RESULT, 0);
            int nextChild = a.jumpIfEqual();
            a.jumpTo(reply);
            a.land(nextChild);
            a.jumpTo(seat);

            a.land(orphan);
            a.land(closed);
            a.movValue(0, NO_MORE_RECORDS);
            a.movValue(NUMBER, EXIT_GROUP);
            a.svc();

            int threadPointer = a.here();
            a.loadThreadPointer();
            a.ret();
            return new PuppetCode(a.bytes(), call, spawn, threadPointer);
        }

        private static void loadRecord(Arm a) {
            a.load(NUMBER, PAGE, 0);
            for (int i = 0; i < 6; i++) {
                a.load(i, PAGE, 8 * (i + 1));
            }
        }

        private static void onSocket(Arm a, int number, int length) {
            a.mov(0, SOCKET);
            a.mov(1, PAGE);
            a.movValue(2, length);
            a.movValue(NUMBER, number);
            a.svc();
        }
    }
}
