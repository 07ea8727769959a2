package learnc.runtime.container;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.List;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// A container that this learnc looks after: its directory, with the ledger and the state in it, locked.
///
/// The lock is the sign of life. The kernel gives it up when learnc ends, however that happens, so a directory that can be
/// locked has been left behind.
public final class Container {

    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private final Kernel host;
    private final String path;
    private final int folder;
    private LedgerFile ledger;

    private Container(Kernel host, String path, int folder) {
        this.host = host;
        this.path = path;
        this.folder = folder;
    }

    /// Takes a container's directory, or answers null when another learnc has it, or when it is gone.
    @Why(call = "openat", value = "Opens the container's directory, because only an open file can be locked.",
            without = "There would be nothing to lock.")
    @Why(call = "flock", value = "Takes the lock that is the container's sign of life: the kernel gives it up when learnc ends, however that "
            + "happens.",
            without = "After kill -9 a dead container could not be told from one that lives.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "the container is gone already", remedy = "")
    @Refused(errno = Errno.EAGAIN, call = "flock", because = "another learnc looks after this container, so it is alive", remedy = "")
    static Container take(Kernel host, String path) {
        int folder;
        try {
            folder = host.openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return null;
            }
            throw refusal;
        }
        try {
            host.flock(folder, LOCK_EX | LOCK_NB);
            return new Container(host, path, folder);
        } catch (KernelRefusal refusal) {
            host.close(folder);
            if (refusal.is(Errno.EAGAIN)) {
                return null;
            }
            throw refusal;
        }
    }

    /// The container's id, as far as its directory tells.
    public String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Where things that will be made are written down.
    public Ledger ledger() {
        if (ledger == null) {
            ledger = new LedgerFile(host, path + "/ledger");
        }
        return ledger;
    }

    /// What the ledger tells, oldest first.
    public List<Made> things() {
        return LedgerFile.read(host, path + "/ledger");
    }

    /// What the ledger tells, a line each, for people.
    public List<String> notes() {
        return things().stream().map(Entry::text).toList();
    }

    /// The last state that was written, or null where learnc was killed before the first.
    public State state() {
        return StateFile.read(host, path + "/state.json");
    }

    /// Replaces the state.
    public void become(State state) {
        StateFile.write(host, path + "/state.json", state);
    }

    /// From now on the program runs.
    public void runs(List<String> command, Running running) {
        become(state().running(command, running));
    }

    /// Takes back everything that the ledger tells, and then the directory itself, with the ledger. What cannot be taken back
    /// stays in the ledger, for `learnc cleanup`.
    ///
    /// @return what is left, each with the reason; empty when all is gone
    public List<String> end(Undo undo) {
        try {
            List<String> left = undo.undo(things());
            return left.isEmpty() ? undo.undo(List.of(new Made.Directory(path))) : left;
        } finally {
            letGo();
        }
    }

    /// Gives the directory up without touching it.
    @Why(call = "close", value = "Closes the container's ledger and directory, and with it gives up the lock that says that it lives.",
            without = "The container would count as alive until learnc ends.")
    public void letGo() {
        if (ledger != null) {
            ledger.close();
        }
        host.close(folder);
    }
}
