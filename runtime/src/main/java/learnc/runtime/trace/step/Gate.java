package learnc.runtime.trace.step;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Trace;

/// Where system calls wait until somebody lets them through.
///
/// There is one gate for all threads and all processes of a run, and one call waits at it at a time; others stand in line. A
/// thread is held only *before* a call, never between a call and its result, so a call that waits for another thread's call
/// cannot hold that one up.
///
/// The gate stands open while the container's program runs: the terminal belongs to the program then.
public final class Gate implements AutoCloseable {

    private final Trace trace;
    private final List<Breakpoint> breakpoints;
    private final FrontEnd frontEnd;
    private final Runnable giveUp;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ProgramTime program = new ProgramTime();
    /// What the last answer asked to wait for: the reason to wait, or null to go on. Empty is a reason, too.
    private Function<Event, String> wish;
    private String stage;
    private boolean stopsAtEnd;
    private Actor inside;
    private volatile boolean isOpen;

    /// @param trace       is told of every call; the doors of this gate must be around its doors
    /// @param breakpoints at which every run waits
    /// @param start       as if it had been the answer before the first call
    /// @param giveUp      makes the run fail at its next call, so that it takes everything back
    public Gate(Trace trace, List<Breakpoint> breakpoints, Answer start, FrontEnd frontEnd, Runnable giveUp) {
        this.trace = trace;
        this.breakpoints = List.copyOf(breakpoints);
        this.frontEnd = frontEnd;
        this.giveUp = giveUp;
        this.wish = wish(start);
    }

    /// A door with this gate in front.
    ///
    /// @param bare    the door itself
    /// @param watched the same with a trace around it
    public Door before(Door bare, Door watched) {
        return bare.isHindsight() ? watched : new SteppingDoor(watched, this);
    }

    /// Holds the call up for as long as it has to wait.
    void arrive(Actor actor, Call call) {
        noteWhoIsInside(actor);
        if (isOpen) {
            return;
        }
        if (TerminalUse.isListening(actor, call)) {
            program.awaitStart();
            return;
        }
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException calledOff) {
            // Its work is being given up: it has only to clear away.
            Thread.currentThread().interrupt();
            return;
        }
        try {
            askIfWanted(actor, call);
            if (TerminalUse.isOneOf(actor, call)) {
                frontEnd.letGo();
            }
            program.coming(actor, call);
        } finally {
            turn.unlock();
        }
    }

    private void askIfWanted(Actor actor, Call call) {
        if (isOpen || program.isRunning()) {
            return;
        }
        Event coming = trace.outlook(actor, call);
        String reason = program.isSpeaking(coming) ? null : reason(coming);
        stage = Stages.isStage(coming.stage()) ? coming.stage() : stage;
        if (reason != null) {
            ask(trace.explained(coming, actor, call), reason);
        }
    }

    private String reason(Event coming) {
        for (Breakpoint breakpoint : breakpoints) {
            if (breakpoint.isAt().test(coming, stage)) {
                return "breakpoint " + breakpoint.text();
            }
        }
        return wish.apply(coming);
    }

    private void ask(Event coming, String reason) {
        Answer answer = frontEnd.ask(new Pause(coming, reason, this::isMoot));
        if (isMoot()) {
            return;
        }
        wish = wish(answer);
        stopsAtEnd = !(answer instanceof Answer.Continue);
        if (answer instanceof Answer.Quit) {
            open();
        }
        if (!program.isOver() && (answer instanceof Answer.Quit || answer instanceof Answer.Undo)) {
            giveUp.run();
            // That may have interrupted this very thread, which has nothing to wait for.
            Thread.interrupted();
        }
    }

    private boolean isMoot() {
        return isOpen || Thread.currentThread().isInterrupted();
    }

    private Function<Event, String> wish(Answer answer) {
        String now = stage;
        return switch (answer) {
            case Answer.Next _, Answer.Undo _ -> coming -> "";
            case Answer.NextMatching next -> coming -> next.matters().test(coming) ? "filter" : null;
            case Answer.NextStage _ -> coming -> Stages.isStage(coming.stage()) && !coming.stage().equals(now) ? "next stage" : null;
            case Answer.Until until -> coming -> coming.sequence() >= until.step() ? "step " + until.step() : null;
            case Answer.Continue _, Answer.Quit _ -> coming -> null;
        };
    }

    void passed(Actor actor, Call call, long result) {
        Event waiting = program.isRunning() && call.systemCall() == SystemCall.WAITID ? trace.outlook(actor, call) : null;
        program.passed(actor, call, waiting, result);
    }

    private synchronized void noteWhoIsInside(Actor actor) {
        if (actor.name().equals("inside")) {
            inside = actor;
        }
    }

    /// The process that last did something in a container, or null when there has been none. It may have ended.
    public synchronized Actor inside() {
        return inside;
    }

    /// Opens the gate for good: nobody waits any more.
    public void open() {
        isOpen = true;
        program.free();
    }

    /// The run is over. Whoever has stepped to its end may look at it once more.
    @Override
    public void close() {
        turn.lock();
        try {
            if (!isOpen && stopsAtEnd) {
                trace.settle();
                frontEnd.ask(new Pause(null, "", this::isMoot));
            }
            open();
            frontEnd.letGo();
        } finally {
            turn.unlock();
        }
    }
}
