package learnc.runtime.trace.payload;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Ptrace;
import learnc.runtime.trace.Trace;

/// Keeps account of the threads that are followed, and of the call that each of them is in; writes each call down when it ends.
/// Used by one thread, the [Tracer].
final class Recorder {

    private final Kernel host;
    private final Ptrace ptrace;
    private final Trace trace;
    private final Signatures signatures;
    private final Words words;
    private final Files files;
    private final Consumer<String> complain;
    private final Map<Integer, Tracee> tracees = new HashMap<>();
    private final Set<Integer> unannounced = new HashSet<>();
    private final Set<Integer> endedUnannounced = new HashSet<>();
    private final CallInfo info = new CallInfo();
    private final Memory memory;
    private Tracee begun;
    private Ended ended;
    private Tracee last;

    Recorder(Kernel host, Ptrace ptrace, Trace trace, Wanted wanted, Consumer<String> complain) {
        this.host = host;
        this.ptrace = ptrace;
        this.trace = trace;
        this.signatures = wanted.signatures();
        this.files = new Files(host);
        this.memory = new Memory(ptrace);
        this.words = new Words(memory, files, signatures.constants(), wanted.most());
        this.complain = complain;
    }

    /// Gets ready for what every program calls. It may be executed meanwhile: it stands still then, until the tracer looks.
    void prepare() {
        signatures.readUsual();
    }

    /// Whether there is no other thread to follow than this one.
    boolean hasNoneBut(int thread) {
        return tracees.isEmpty() || tracees.size() == 1 && tracees.containsKey(thread);
    }

    /// Whether the thread has begun a call that has not ended.
    boolean isInCall(int thread) {
        Tracee tracee = tracees.get(thread);
        return tracee != null && tracee.ongoing() != null;
    }

    /// A thread stands before or after a call. Takes what may change as soon as it goes on; the rest is left to [#writeDown()].
    void systemCall(int thread) {
        Tracee tracee = tracee(thread);
        info.read(ptrace, thread);
        if (!info.isOver()) {
            begin(tracee);
        } else if (tracee.ongoing() != null) {
            end(tracee, info.result());
        }
    }

    private void begin(Tracee tracee) {
        Signature signature = info.isNative() ? signatures.of(info.number()) : signatures.foreign(info.number());
        long[] arguments = info.words();
        var call = new Ongoing(signature, info.number(), arguments, words.before(tracee, signature, arguments), trace.nanoseconds());
        tracee.begin(call);
        begun = tracee;
    }

    /// Does what is left to do about the last call.
    void writeDown() {
        if (begun != null && trace.wantsBegun()) {
            announceOthers(begun);
        }
        if (ended != null) {
            trace.add(ended);
        }
        begun = null;
        ended = null;
    }

    /// Calls of other threads that began before this one and last longer appear first, unfinished.
    private void announceOthers(Tracee tracee) {
        for (Tracee other : tracees.values()) {
            if (other != tracee && other.ongoing() != null && other.isUnsaid()) {
                other.say();
                var soFar = new Ended(words, other.identity(), other.ongoing(), other.ongoing().texts().clone(), 0, Words.NOT_RETURNED, null);
                trace.begun(() -> soFar.apply(0));
            }
        }
    }

    private void end(Tracee tracee, long result) {
        Ongoing call = tracee.end();
        long duration = trace.nanoseconds() - call.start();
        String[] texts = words.after(tracee, call, result);
        String descriptor = words.descriptor(tracee, call, result);
        if (call.signature().renames(call.words(), result)) {
            tracee.look(host);
        }
        ended = new Ended(words, tracee.identity(), call, texts, duration, descriptor, result);
    }

    /// A thread has executed a program: other threads of its process are gone, and it goes by the number of the process now. What
    /// it is called since then has to be learned ([#learnName]).
    void executed(int thread, int before) {
        Tracee tracee = tracees.computeIfAbsent(thread, Tracee::unknown);
        if (before != thread) {
            leave(tracee);
            Tracee executing = tracees.remove(before);
            last = null;
            if (executing != null && executing.ongoing() != null) {
                tracee.begin(executing.end());
            }
        }
        files.forgetAll(tracee.process());
    }

    /// Learns what the thread is called since it has executed a program. It may run meanwhile: /proc does not need it to stand still.
    void learnName(int thread) {
        tracee(thread).look(host);
    }

    /// A thread has made another, by the call that it is in. That says all about the new one, if the flags stand in the call itself.
    /// But Linux may tell first of the child, even of its end.
    void bore(int thread, int child) {
        Tracee parent = tracees.get(thread);
        unannounced.remove(child);
        boolean isNews = !endedUnannounced.remove(child) && !tracees.containsKey(child);
        if (isNews && parent != null && parent.ongoing() != null && parent.ongoing().signature().name().equals("clone")) {
            tracees.put(child, Tracee.childOf(parent, child));
        }
    }

    /// A thread stands still; the first time, before its first instruction.
    void met(int thread) {
        Tracee tracee = tracees.get(thread);
        if (tracee == null) {
            unannounced.add(thread);
        } else {
            tracee.introduce(host, memory);
        }
    }

    /// A thread has ended.
    void ended(int thread) {
        if (unannounced.remove(thread)) {
            endedUnannounced.add(thread);
        }
        Tracee tracee = tracees.remove(thread);
        if (tracee != null) {
            last = null;
            leave(tracee);
            if (tracee.process() == thread) {
                files.forgetAll(thread);
            }
        }
    }

    /// What it was in the middle of will never return.
    private void leave(Tracee tracee) {
        if (tracee.ongoing() != null) {
            Ongoing call = tracee.end();
            long duration = trace.nanoseconds() - call.start();
            trace.add(new Ended(words, tracee.identity(), call, words.withoutAnswers(call), duration, Words.NOT_RETURNED, null));
        }
    }

    private Tracee tracee(int thread) {
        if (last != null && last.thread() == thread) {
            return last;
        }
        Tracee known = tracees.get(thread);
        if (known == null) {
            unannounced.add(thread);
            known = Tracee.of(host, thread);
            tracees.put(thread, known);
        }
        known.introduce(host, memory);
        last = known;
        return known;
    }

    /// The tracer cannot go on.
    void fail(Throwable failure) {
        complain.accept("the program was ended, because it could not be followed any more: " + failure);
    }
}
