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
import learnc.runtime.kernel.WholeFile;
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
    public LedgerFile(Kernel host, String path) {
        this.host = host;
        file = host.openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, ONLY_ROOT);
    }

    @Override
    public void willMake(Made thing) {
        byte[] line = KernelText.bytes(Entry.text(thing) + "\n");
        if (host.write(file, line, 0, line.length) < line.length) {
            throw new Failure("cannot write down in the ledger what is about to be made: " + Entry.text(thing)
                    + "\n  likely because: the disk is full\n  try: free some space: `df -h`");
        }
    }

    /// Closes the file.
    public void close() {
        host.close(file);
    }

    /// What a ledger tells, oldest first; nothing where there is none.
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
