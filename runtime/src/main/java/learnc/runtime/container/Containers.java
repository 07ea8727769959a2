package learnc.runtime.container;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;

/// The containers of one state directory: a directory for each, named by its id.
///
/// Making, listing and taking them over happen one at a time, under a lock on the directory above, so that a container that is
/// just being made is never mistaken for one that was left behind.
public final class Containers {

    /// The users of a container with mapped users must be able to pass, though not to look.
    private static final int PASSABLE = 0711;
    /// A program inside may make its files setuid root: nobody else on the host may come near them.
    private static final int ONLY_ROOT = 0700;
    private static final int LOCK_EX = 2;
    private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);
    private static final long NAP_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Kernel host;
    private final Places places;
    private final String home;

    /// The containers below `places.run()`.
    public Containers(Kernel host, Places places) {
        this.host = host;
        this.places = places;
        home = places.run() + "/containers";
    }

    /// A container as it is now.
    ///
    /// @param state null where learnc was killed before it could write one
    public record Seen(String id, State state, Life life) {
    }

    /// Makes a container's directory with its first state, and holds it.
    ///
    /// @throws Failure when another container has the name
    @Why(call = "mkdirat", value = "Makes the container's own directory, in which its ledger and its state are kept while it lives.",
            without = "After kill -9 nobody would know what is to be removed.")
    @Why(value = "Prepares the directory in which the running containers of this machine are listed.",
            without = "`learnc ps` and `learnc cleanup` would have no place to look.")
    public Container create(State state) {
        Folder.makeAll(host, home, PASSABLE);
        return underLock(() -> {
            refuseName(state.name());
            String path = places.container(state.id());
            host.mkdirat(AT_FDCWD, path, ONLY_ROOT);
            try {
                Container container = Container.take(host, path);
                container.become(state);
                return container;
            } catch (RuntimeException failure) {
                // Nobody knows of it yet, so nobody else would take it away.
                Folder.removeTree(host, path);
                throw failure;
            }
        });
    }

    @Why(value = "Looks whether another container has the name already.",
            without = "`learnc exec NAME` would not know which of two containers is meant.")
    private void refuseName(String name) {
        for (Folder.Entry entry : Folder.list(host, home)) {
            State other = StateFile.read(host, home + "/" + entry.name() + "/state.json");
            if (other != null && other.name().equals(name)) {
                throw new Failure("the name \"" + name + "\" is taken by container " + other.shortId()
                        + "\n  try: another --name; `learnc ps` shows who has it, and `learnc cleanup` removes what a killed learnc has left");
            }
        }
    }

    /// All that exist, also those that were left behind.
    @Why(value = "Looks which containers there are.", without = "A container could not be found by its name.")
    public List<Seen> all() {
        var seen = new ArrayList<Seen>();
        if (Folder.exists(host, home)) {
            underLock(() -> {
                for (Folder.Entry entry : Folder.list(host, home)) {
                    seen.add(seen(entry.name()));
                }
                return null;
            });
        }
        return seen;
    }

    @Why(value = "Looks at one container: what is known about it, and whether a learnc still looks after it.",
            without = "A container that was left behind would count as running.")
    private Seen seen(String id) {
        State state = StateFile.read(host, places.container(id) + "/state.json");
        Container free = Container.take(host, places.container(id));
        if (free != null) {
            free.letGo();
            return new Seen(id, state, Life.ABANDONED);
        }
        return new Seen(id, state, state == null ? Life.STARTING : life(state));
    }

    private Life life(State state) {
        if (state.running() == null) {
            return Life.STARTING;
        }
        Made.Process process = state.running().process();
        boolean hadEnded = process.startTicks() == ProcessAge.NONE;
        return !hadEnded && ProcessAge.startTicks(host, process.pid()) == process.startTicks() ? Life.RUNNING : Life.ENDING;
    }

    /// Takes over every container whose learnc is dead. The caller ends each.
    @Why(value = "Looks for containers whose learnc is dead.", without = "What they have left would stay on the host.")
    public List<Container> takeAbandoned() {
        var taken = new ArrayList<Container>();
        if (Folder.exists(host, home)) {
            underLock(() -> {
                for (Folder.Entry entry : Folder.list(host, home)) {
                    Container free = Container.take(host, home + "/" + entry.name());
                    if (free != null) {
                        taken.add(free);
                    }
                }
                return null;
            });
        }
        return taken;
    }

    /// Waits until containers whose programs have ended are gone.
    ///
    /// @return false when one is still there after ten seconds
    @Why(value = "Looks whether a container that has ended is gone.", without = "`learnc cleanup` would report it as left behind.")
    public boolean awaitEnd(List<Seen> ended) {
        long deadline = System.nanoTime() + PATIENCE_NANOSECONDS;
        for (Seen seen : ended) {
            while (Folder.exists(host, places.container(seen.id()))) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                LockSupport.parkNanos(NAP_NANOSECONDS);
            }
        }
        return true;
    }

    /// The one container with that name, or whose id begins so, in which a program runs.
    ///
    /// @throws Failure when there is none, or more than one
    public State running(String nameOrId) {
        State found = null;
        for (Seen seen : all()) {
            if (seen.life() == Life.RUNNING && seen.state().name().equals(nameOrId)) {
                return seen.state();
            }
            if (seen.life() == Life.RUNNING && seen.id().startsWith(nameOrId)) {
                refuseSecond(found, nameOrId);
                found = seen.state();
            }
        }
        if (found == null || nameOrId.isEmpty()) {
            throw new Failure("no container \"" + nameOrId + "\" runs\n  try: `learnc ps` lists those that do");
        }
        return found;
    }

    private static void refuseSecond(State found, String id) {
        if (found != null) {
            throw new Failure("more than one container's id begins with \"" + id + "\"\n  try: more digits; `learnc ps` lists them");
        }
    }

    @Why(call = "openat", value = "Opens the directory of all containers, because only an open file can be locked.",
            without = "There would be nothing to lock.")
    @Why(call = "flock", value = "Lets only one learnc at a time make containers or take over abandoned ones.",
            without = "`learnc cleanup` in another terminal could take a container that is just being made for an abandoned one.")
    @Why(call = "close", value = "Closes the directory, and with it gives up the lock.",
            without = "No other container could be made until this learnc ends.")
    private <T> T underLock(Supplier<T> work) {
        int folder = host.openat(AT_FDCWD, home, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            host.flock(folder, LOCK_EX);
            return work.get();
        } finally {
            host.close(folder);
        }
    }
}
