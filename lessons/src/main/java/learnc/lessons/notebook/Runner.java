package learnc.lessons.notebook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.runtime.spec.Failure;

/// Runs the cells of one notebook, one after the other, in a machine of its own; stops one, or ends the machine.
///
/// The ladder of a reader who has had enough: interrupt, which ends nearly everything; after two seconds the offer to kill, which
/// ends all: the machine, and what the cells have made. A new one is there at once, because one is always warm.
final class Runner implements AutoCloseable {

    /// What the runner tells, and asks, while it runs cells. Called from the runner's own thread.
    interface Owner {
        /// The Java to run for this cell now, or null when there is none any more.
        String begin(String cell);

        /// Where what the cell says goes.
        RunningCell heard(String cell, String java);

        /// A cell has ended. False ends what waits behind it.
        boolean ended(String cell, RunningCell heard, Answer answer, boolean wasInterrupted, long milliseconds);

        /// A cell could not be begun, because there is no machine.
        void refused(String cell, String message);

        /// The queue is another one, which is to be looked at now: who tells of an older one may come too late.
        void queueChanged(Runner runner);

        /// It stands otherwise with the machine, which is to be looked at now.
        void machineChanged(Runner runner);

        /// What the cells have made is gone; these run first in the next machine.
        List<String> lost(String why);
    }

    private static final long SLOW_SECONDS = 10;
    private static final long STUBBORN_SECONDS = 2;
    private static final long AGAIN_MILLISECONDS = 400;
    private static final long PATIENCE_MILLISECONDS = 30_000;
    private static final Answer LOST = new Answer(List.of(), "", true);

    private final Machines machines;
    private final ScheduledExecutorService clock;
    private final Owner owner;
    private final Deque<String> queue = new ArrayDeque<>();
    private Thread thread;
    private Cells cells;
    private Machine machine = Machine.NONE;
    private String running;
    private boolean isInterrupted;
    private boolean isKilled;
    private boolean isClosed;
    private long lastUsed = System.nanoTime();

    /// @param clock calls back after a while
    Runner(String name, Machines machines, ScheduledExecutorService clock, Owner owner) {
        this.machines = machines;
        this.clock = clock;
        this.owner = owner;
        this.thread = Thread.ofPlatform().daemon().name("cells " + name).unstarted(this::work);
    }

    synchronized Machine machine() {
        return machine;
    }

    synchronized List<String> queued() {
        return List.copyOf(queue);
    }

    /// When it last did something, as `System.nanoTime()` counts.
    synchronized long lastUsed() {
        return lastUsed;
    }

    synchronized boolean hasMachine() {
        return cells != null;
    }

    synchronized boolean isIdle() {
        return running == null && queue.isEmpty();
    }

    /// Lets cells wait for their turn. One that waits already waits no second time.
    void run(List<String> ids) {
        synchronized (this) {
            for (String id : ids) {
                if (!queue.contains(id)) {
                    queue.add(id);
                }
            }
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
            notifyAll();
        }
        owner.queueChanged(this);
    }

    /// Forgets what waits.
    void cancel() {
        synchronized (this) {
            queue.clear();
        }
        owner.queueChanged(this);
    }

    /// Stops the cell that runs, and forgets what waits.
    void interrupt() {
        cancel();
        synchronized (this) {
            if (running != null && !isInterrupted) {
                isInterrupted = true;
                Run stopped = new Run(running, machine.since());
                stopAgain(stopped);
                clock.schedule(() -> stubborn(stopped), STUBBORN_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private record Run(String cell, long since) {
    }

    private synchronized boolean isGoingOn(Run run) {
        return run.cell.equals(running) && machine.since() == run.since;
    }

    /// The first stop may come while the cell is still compiled.
    private void stopAgain(Run run) {
        Cells stopped;
        synchronized (this) {
            stopped = isGoingOn(run) ? cells : null;
        }
        if (stopped != null) {
            stopped.stop();
            clock.schedule(() -> stopAgain(run), AGAIN_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void stubborn(Run run) {
        if (isGoingOn(run)) {
            become(machine().stubborn());
        }
    }

    /// Ends the machine with all that the cells have made. The next one is there as soon as it is needed.
    void kill() {
        cancel();
        Cells ended;
        boolean isRunning;
        synchronized (this) {
            ended = cells;
            isRunning = running != null;
            isKilled = isRunning;
            cells = isRunning ? cells : null;
        }
        if (ended == null) {
            return;
        }
        ended.whenLost(() -> { });
        if (isRunning) {
            ended.kill();
        } else {
            ended.close();
            lost("you have started a new machine");
        }
    }

    /// Ends an idle machine to make room; false when it is not idle.
    boolean rest() {
        Cells ended;
        synchronized (this) {
            if (!isIdle() || cells == null) {
                return false;
            }
            ended = cells;
            cells = null;
        }
        ended.whenLost(() -> { });
        ended.close();
        become(Machine.NONE);
        owner.lost("its machine was closed to make room for another lesson's");
        return true;
    }

    /// The machine is gone. What makes the others possible is run again; all else is stale.
    private void lost(String why) {
        become(Machine.lost(why));
        List<String> first = owner.lost(why);
        machines.prepare();
        if (!first.isEmpty()) {
            run(first);
        }
    }

    private void diedWhileIdle(Cells dead) {
        synchronized (this) {
            if (cells != dead || running != null || isClosed) {
                return;
            }
            cells = null;
        }
        dead.close();
        lost("the Java machine of the cells has ended by itself");
    }

    private void work() {
        try {
            for (String cell = next(); cell != null; cell = next()) {
                owner.queueChanged(this);
                try {
                    work(cell);
                } catch (RuntimeException broken) {
                    // One cell that cannot be run or kept must not be the last.
                    recover(cell, broken);
                }
            }
        } catch (InterruptedException closed) {
            // The notebook is closed.
        }
    }

    private void recover(String cell, RuntimeException broken) {
        synchronized (this) {
            running = null;
            machine = cells == null ? Machine.NONE.now() : Machine.ready();
        }
        owner.refused(cell, broken instanceof Failure ? broken.getMessage() : "learnc itself has failed here: " + broken);
        owner.machineChanged(this);
    }

    private synchronized String next() throws InterruptedException {
        while (queue.isEmpty() && !isClosed) {
            wait();
        }
        return isClosed ? null : queue.poll();
    }

    private void work(String cell) {
        String java = owner.begin(cell);
        if (java == null) {
            return;
        }
        Cells mine = ready(cell);
        if (mine == null) {
            return;
        }
        long start = System.nanoTime();
        RunningCell heard = owner.heard(cell, java);
        boolean isGone;
        synchronized (this) {
            running = cell;
            isInterrupted = false;
            // Who has ended it meanwhile could not know that a cell was about to run in it.
            isGone = cells != mine;
            isKilled = isGone;
            machine = Machine.busy(cell);
        }
        owner.machineChanged(this);
        Run run = new Run(cell, machine().since());
        ScheduledFuture<?> slow = clock.schedule(() -> slow(run), SLOW_SECONDS, TimeUnit.SECONDS);
        Answer answer = isGone ? LOST : answer(mine, java, heard);
        slow.cancel(false);
        ended(cell, mine, heard, answer, (System.nanoTime() - start) / 1_000_000);
    }

    private static Answer answer(Cells mine, String java, RunningCell heard) {
        try {
            return mine.run(java, heard);
        } catch (IllegalStateException gone) {
            // JShell has seen the end of the machine in the midst of its own work.
            return LOST;
        }
    }

    private void ended(String cell, Cells mine, RunningCell heard, Answer answer, long milliseconds) {
        boolean wasInterrupted;
        boolean wasKilled;
        boolean isGone;
        synchronized (this) {
            running = null;
            wasInterrupted = isInterrupted;
            wasKilled = isKilled;
            // A cell may have ended by itself just before its machine does.
            isGone = answer.isLost() || wasKilled;
            lastUsed = System.nanoTime();
            if (isGone) {
                cells = null;
            } else {
                machine = Machine.ready();
            }
        }
        if (isGone) {
            mine.close();
        }
        boolean goesOn = owner.ended(cell, heard, answer, wasInterrupted || wasKilled, milliseconds);
        // Who has stopped it has emptied the queue then; what waits now was asked for since.
        if (!goesOn && !wasInterrupted && !wasKilled) {
            cancel();
        }
        if (isGone) {
            lost(wasKilled ? "you have killed its machine" : "the Java machine of the cells has ended: by System.exit, a crash, or for want of memory");
        } else {
            owner.machineChanged(this);
        }
        machines.prepare();
    }

    private void slow(Run run) {
        if (isGoingOn(run)) {
            become(machine().slow());
        }
    }

    private Cells ready(String cell) {
        synchronized (this) {
            if (cells != null) {
                return cells;
            }
        }
        become(Machine.STARTING.now());
        try {
            Cells taken = machines.take();
            taken.whenLost(() -> Thread.startVirtualThread(() -> diedWhileIdle(taken)));
            synchronized (this) {
                cells = isClosed ? null : taken;
            }
            if (cells() == null) {
                taken.close();
            }
            return cells();
        } catch (Failure refused) {
            become(Machine.none(refused.getMessage()));
            owner.refused(cell, refused.getMessage());
            cancel();
            return null;
        }
    }

    private void become(Machine next) {
        synchronized (this) {
            machine = next;
        }
        owner.machineChanged(this);
    }

    /// The machine if there is one, for questions.
    synchronized Cells cells() {
        return cells;
    }

    @Override
    public void close() {
        Cells ended;
        synchronized (this) {
            isClosed = true;
            queue.clear();
            ended = cells;
            cells = null;
            notifyAll();
        }
        if (ended != null) {
            ended.whenLost(() -> { });
            ended.kill();
        }
        try {
            // It may be about to get a machine, which it closes then.
            thread.join(PATIENCE_MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (ended != null) {
            // Only now: a cell that was about to run would have started it again.
            ended.close();
        }
    }
}
