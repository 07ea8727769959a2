package learnc.runtime.doctor;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_REMOVEDIR;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.StageRemovals;
import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.Names;
import learnc.runtime.container.State;
import learnc.runtime.container.Undo;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;

/// Where experiments are made: a directory, and a ledger like a container's, so that also an examination that is killed
/// leaves nothing that `learnc cleanup` does not find.
final class Bench implements AutoCloseable {

    private static final int ONLY_ROOT = 0700;

    private final Kernel host;
    private final Places places;
    private final List<String> absentBefore = new ArrayList<>();
    private final Container container;
    private final String id;
    private final String directory;

    Bench(Kernel host, Places places) {
        this.host = host;
        this.places = places;
        id = Names.newId(host);
        directory = places.root() + "/doctor-" + id;
        noteAbsent(places.root());
        noteAbsent(places.run() + "/containers");
        container = new Containers(host, places).create(State.of(request(Limits.NONE), host.getpid()));
        Folder.makeAll(host, places.root(), 0755);
        ledger().willMake(new Made.Directory(directory));
        host.mkdirat(AT_FDCWD, directory, ONLY_ROOT);
    }

    private void noteAbsent(String path) {
        if (!path.isEmpty() && !Folder.exists(host, path)) {
            absentBefore.add(path);
            noteAbsent(path.substring(0, path.lastIndexOf('/')));
        }
    }

    /// What a user might ask for who wants a container with these limits.
    ContainerRequest request(Limits limits) {
        return new ContainerRequest(id, "doctor-" + id, "(learnc doctor)", List.of(), null, List.of(), null, null, List.of(), null, false, List.of(),
                null, null, null, limits, null);
    }

    /// The id of the container that the experiments stand for.
    String id() {
        return id;
    }

    /// An empty directory, on the file system of learnc's images.
    String directory() {
        return directory;
    }

    Ledger ledger() {
        return container.ledger();
    }

    @Override
    public void close() {
        container.end(new Undo(host, places, new StageRemovals(host)));
        absentBefore.forEach(this::removeIfEmpty);
    }

    private void removeIfEmpty(String path) {
        try {
            host.unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
        } catch (KernelRefusal inUseByNow) {
            // Another learnc has begun to use it.
        }
    }
}
