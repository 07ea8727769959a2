package learnc.runtime.trace.payload;

import java.util.HashMap;
import java.util.Map;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.OpenFlags;

/// What the descriptors of the processes are. The kernel is asked once for each, and again after it may have changed.
final class Files {

    private final Kernel host;
    private final Map<Integer, Map<Integer, String>> processes = new HashMap<>();

    Files(Kernel host) {
        this.host = host;
    }

    /// The name, or null when the process has no such descriptor.
    String name(Tracee tracee, int descriptor) {
        if (descriptor < 0) {
            return null;
        }
        Map<Integer, String> its = processes.get(tracee.process());
        String known = its == null ? null : its.get(descriptor);
        return known == null ? learn(tracee, descriptor) : known;
    }

    private String learn(Tracee tracee, int descriptor) {
        String name = ask(tracee.thread(), descriptor);
        if (name != null) {
            processes.computeIfAbsent(tracee.process(), ignored -> new HashMap<>()).put(descriptor, name);
        }
        return name;
    }

    private String ask(int thread, int descriptor) {
        try {
            return host.readlinkat(OpenFlags.AT_FDCWD, "/proc/" + thread + "/fd/" + descriptor);
        } catch (KernelRefusal none) {
            return null;
        }
    }

    /// The descriptor means something else from now on, or nothing.
    void forget(Tracee tracee, int descriptor) {
        Map<Integer, String> its = processes.get(tracee.process());
        if (its != null) {
            its.remove(descriptor);
        }
    }

    /// All descriptors of a process may mean something else from now on.
    void forgetAll(int process) {
        processes.remove(process);
    }
}
