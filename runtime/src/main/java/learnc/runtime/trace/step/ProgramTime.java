package learnc.runtime.trace.step;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Stage;
import learnc.runtime.trace.Event;

/// The time in which the container's program has the terminal: from its execve(2) until learnc has waited for its end and has
/// shown the last of its output.
final class ProgramTime {

    private enum Phase { NOT_YET, RUNNING, LAST_WORDS, OVER }

    private Phase phase = Phase.NOT_YET;
    private boolean isFree;
    private int pid;
    /// The thread that waits for the program's end; it is the one that runs the container.
    private Thread runner;

    /// A call is let through.
    synchronized void coming(Actor actor, Call call) {
        if (isExecution(actor, call)) {
            phase = Phase.RUNNING;
            pid = actor.pid();
            notifyAll();
        }
    }

    /// Waits until the program has the terminal, or until nobody else has.
    synchronized void awaitStart() {
        try {
            while (phase == Phase.NOT_YET && !isFree) {
                wait();
            }
        } catch (InterruptedException calledOff) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody at the gate needs the terminal any more.
    synchronized void free() {
        isFree = true;
        notifyAll();
    }

    /// Whether the program runs, so that nobody has to wait.
    synchronized boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /// Whether the call that is coming belongs to the showing of its output.
    synchronized boolean isSpeaking(Event coming) {
        if (phase == Phase.LAST_WORDS && Thread.currentThread() == runner && !coming.stage().equals(Stage.EXEC.word())) {
            phase = Phase.OVER;
        }
        return phase == Phase.LAST_WORDS;
    }

    /// Whether the program has run.
    synchronized boolean isOver() {
        return phase == Phase.LAST_WORDS || phase == Phase.OVER;
    }

    /// A call has returned.
    ///
    /// @param seen the event of a waitid(2) as it was foreseen, else null
    synchronized void passed(Actor actor, Call call, Event seen, long result) {
        if (isExecution(actor, call) && result < 0) {
            phase = Phase.NOT_YET;
        }
        if (phase == Phase.RUNNING && seen != null && isOfProgram(seen) && result >= 0) {
            phase = Phase.LAST_WORDS;
            runner = Thread.currentThread();
        }
    }

    private boolean isOfProgram(Event waiting) {
        return waiting.arguments().stream().anyMatch(argument -> argument.text().endsWith("<pid:" + pid + ">"));
    }

    private static boolean isExecution(Actor actor, Call call) {
        return actor.name().equals("inside") && (call.systemCall() == SystemCall.EXECVE || call.systemCall() == SystemCall.EXECVEAT);
    }
}
