package learnc.runtime;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.function.Consumer;

import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.container.Undo;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.stage.namespaces.Namespaces;

/// A container without an image, to try a single stage in: `learnc stage`.
public final class BareContainer {

    private static final int PASSABLE = 0711;

    private final Kernel host;
    private final Inits inits;
    private final Places places;
    private final Consumer<String> remarks;

    /// What is tried.
    public interface Attempt {
        /// @param ledger is told of what is made on the host
        /// @param init   has its own namespaces, and has executed nothing yet
        /// @return an exit code
        int in(Ledger ledger, Init init, Process process);
    }

    /// The container's first process, once it has executed a program.
    public interface Process {
        /// Waits for its end, and returns its exit code.
        int exitCode();
    }

    /// @param remarks gets a sentence about each thing that cannot be taken back
    public BareContainer(Kernel host, Inits inits, Places places, Consumer<String> remarks) {
        this.host = host;
        this.inits = inits;
        this.places = places;
        this.remarks = remarks;
    }

    /// Makes namespaces, tries something in them, and takes everything back.
    ///
    /// @param rootfs a directory to be the root; null for an empty one
    public int attempt(ContainerRequest request, String rootfs, Stop stop, Attempt attempt) {
        Container container = new Containers(host, places).create(State.of(request, host.getpid()));
        try {
            String root = rootfs == null ? emptyRoot(container.ledger(), request) : rootfs;
            Init init = new Namespaces(host, inits, container.ledger(), places).init(new Rootfs(root), request);
            try (var process = new ProgramProcess(host, inits, init)) {
                return attempt.in(container.ledger(), init, process::exitCode);
            }
        } catch (RuntimeException failure) {
            throw stop.cause(failure);
        } finally {
            stop.tooLate();
            container.end(new Undo(host, places, new StageRemovals(host))).forEach(remarks);
        }
    }

    private String emptyRoot(Ledger ledger, ContainerRequest request) {
        String root = places.container(request.id()) + "/rootfs";
        ledger.willMake(new Made.Directory(root));
        host.mkdirat(AT_FDCWD, root, PASSABLE);
        if (request.userMapping() != null) {
            // Its root makes the mount points there.
            host.fchownat(AT_FDCWD, root, request.userMapping().hostFirst(), request.userMapping().hostFirst(), 0);
        }
        return root;
    }
}
