package learnc.runtime.trace.state;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;

/// A thread of the observer's own, for looks that can be taken only from inside a namespace: a network's tables, a machine's name.
///
/// Linux lets a single thread join a network or UTS namespace (setns(2)). For the length of one look this one does, and then comes
/// back; so no namespace lives longer because somebody looks at it.
final class Elsewhere implements AutoCloseable {

    /// What the thread is called; nothing that it does is learnc's doing.
    static final String THREAD = "learnc-observer";

    private final Kernel kernel;
    private final int home;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(THREAD).factory());

    /// @param kernel without a trace around it
    /// @param home   learnc's own process
    Elsewhere(Kernel kernel, int home) {
        this.kernel = kernel;
        this.home = home;
    }

    /// Looks from within the namespace of a process.
    ///
    /// @param kind `net` or `uts`
    /// @return null when it cannot be entered, or what is asked for is not there
    <T> T look(int pid, String kind, Supplier<T> question) {
        try {
            return thread.submit(() -> visit(pid, kind, question)).get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException refused) {
            return null;
        }
    }

    private <T> T visit(int pid, String kind, Supplier<T> question) {
        if (pid == home) {
            return question.get();
        }
        int there = open(pid, kind);
        try {
            int back = open(home, kind);
            try {
                kernel.setns(there, 0);
                return question.get();
            } finally {
                goHome(back);
            }
        } finally {
            kernel.close(there);
        }
    }

    private int open(int pid, String kind) {
        return kernel.openat(AT_FDCWD, "/proc/" + pid + "/ns/" + kind, O_RDONLY | O_CLOEXEC, 0);
    }

    private void goHome(int back) {
        try {
            kernel.setns(back, 0);
        } catch (KernelRefusal impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            kernel.close(back);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
