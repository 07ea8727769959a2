package learnc.runtime;

import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Failure;

/// Lets a run be given up from outside, by Ctrl-C for example.
///
/// Put around the doors, it refuses the next system call of the thread that runs the container, if it is no close(2). So the run ends as after any
/// other failure, and everything is undone. It refuses once: what is called afterwards is the clearing away.
public final class Stop implements UnaryOperator<Door> {

    private static final int SIGNAL_BASE = 128;

    private final Thread runner;
    private volatile Signal reason;
    private volatile boolean isByHand;
    private volatile boolean isOver;

    /// Stops what the present thread does.
    public Stop() {
        runner = Thread.currentThread();
    }

    /// Gives the run up.
    ///
    /// @param signal decides the exit code, 128 + its number
    public synchronized void now(Signal signal) {
        if (isOver) {
            return;
        }
        reason = signal;
        // It may wait for a registry.
        runner.interrupt();
    }

    /// Gives the run up because somebody who steps through it has said so: no signal has come, but the exit code is as after Ctrl-C.
    public void byHand() {
        isByHand = true;
        now(Signal.SIGINT);
    }

    /// The run is over, one way or the other: what follows is not to be interrupted.
    public synchronized void tooLate() {
        Thread.interrupted();
        isOver = true;
    }

    @Override
    public Door apply(Door door) {
        return new Door() {
            @Override
            public long pass(Call call) {
                // Who closes something is clearing away already; what stayed open could be a lock that the rest of it waits for.
                if (call.systemCall() != SystemCall.CLOSE) {
                    giveUpIfAsked();
                }
                return door.pass(call);
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    private void giveUpIfAsked() {
        if (reason != null && !isOver && Thread.currentThread() == runner) {
            isOver = true;
            throw given();
        }
    }

    /// What has ended the run: the wish to give it up, if there was one, else the failure itself. Waiting that was interrupted
    /// has a failure of its own.
    RuntimeException cause(RuntimeException failure) {
        return reason == null ? failure : given();
    }

    private Failure given() {
        return new Failure(SIGNAL_BASE + reason.number(), "stopped by " + (isByHand ? "you" : reason) + " before the program ran; everything is taken back", null);
    }
}
