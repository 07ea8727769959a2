package learnc.runtime.container;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_APPEND;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// The ledger of one container: a file that only grows, one line for each thing.
///
/// Each line is one write(2) before the thing is made. A run that is killed in the middle of that write leaves a line
/// without an end; the thing was then never made, and readers skip the line.
public final class LedgerFile implements Ledger {

    private static final int ONLY_ROOT = 0600;

    private final Kernel host;
    private final int file;

    /// Opens the ledger at a path, and makes it if it is missing.
    @Why(call = "openat", value = "Opens the ledger, in which everything that would outlive learnc is written down before it is made.",
            without = "After kill -9 nobody would know what is to be removed.")
    public LedgerFile(Kernel host, String path) {
        this.host = host;
        file = host.openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, ONLY_ROOT);
    }

    @Override
    @Why(call = "write", value = "Writes down what the next calls will make, before they make it, so that it can be removed whatever happens.",
            without = "If learnc were killed a moment later, it would stay on the host, and nobody would know whose it is.")
    @Refused(errno = Errno.ENOSPC, call = "write", because = "the disk of the state directory is full", remedy = "free some space: `df -h`")
    public void willMake(Made thing) {
        byte[] line = KernelText.bytes(Entry.text(thing) + "\n");
        if (host.write(file, line, 0, line.length) < line.length) {
            throw new Failure("cannot write down in the ledger what is about to be made: " + Entry.text(thing)
                    + "\n  likely because: the disk is full\n  try: free some space: `df -h`");
        }
    }

    /// Closes the file.
    @Why(call = "close", value = "Closes the ledger: nothing more will be made.", without = "It would stay open until learnc ends.")
    public void close() {
        host.close(file);
    }

    /// What a ledger tells, oldest first; nothing where there is none.
    @Why(value = "Reads from the ledger what was made, to take it back in reverse order.",
            without = "Mounts, groups, links and directories of this container would stay on the host.")
    public static List<Made> read(Kernel host, String path) {
        try {
            return things(WholeFile.text(host, path));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return List.of();
            }
            throw refusal;
        }
    }

    private static List<Made> things(String text) {
        var things = new ArrayList<Made>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            Made thing = Entry.thing(text.substring(start, end));
            if (thing != null) {
                things.add(thing);
            }
            start = end + 1;
        }
        return things;
    }
}
