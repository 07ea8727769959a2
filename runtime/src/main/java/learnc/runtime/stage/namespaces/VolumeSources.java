package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;

/// The host's side of the volumes: what is to be seen inside must first exist outside.
final class VolumeSources {

    private static final List<String> NETWORK_FILES = List.of("hosts", "hostname", "resolv.conf");
    private static final int READABLE_FOR_ALL = 0644;
    private static final int FOLDER_MODE = 0755;
    private static final int ONLY_ROOT = 0700;
    /// Its group may pass through, but not look around.
    private static final int PASSABLE_FOR_GROUP = 0710;
    private static final int UNCHANGED = -1;

    private final Kernel host;
    private final Ledger ledger;
    private final Places places;

    VolumeSources(Kernel host, Ledger ledger, Places places) {
        this.host = host;
        this.ledger = ledger;
        this.places = places;
    }

    /// The volumes that the user wants and the three files that stage network fills in, a parent before what lies in it.
    /// A directory of the host that does not exist is made, as Docker's `-v` does.
    List<Volume> prepared(ContainerRequest request) {
        var volumes = new ArrayList<Volume>();
        for (Volume wanted : request.volumes()) {
            Volume volume = withCleanTarget(wanted);
            check(volume, volumes);
            if (volume instanceof Volume.Bind bind) {
                makeIfMissing(bind.source(), request.userMapping());
            }
            volumes.add(volume);
        }
        addNetworkFiles(request, volumes);
        volumes.sort((one, other) -> Integer.compare(depth(one), depth(other)));
        return volumes;
    }

    private static Volume withCleanTarget(Volume volume) {
        // No switch over the kinds: Java would build one at the first volume, and that takes longer than to mount it.
        if (volume instanceof Volume.Bind bind) {
            return new Volume.Bind(bind.source(), cleaned(bind.target()), bind.isReadOnly());
        }
        var tmpfs = (Volume.Tmpfs) volume;
        return new Volume.Tmpfs(cleaned(tmpfs.target()), tmpfs.options());
    }

    /// Without `.`, `..` and double slashes, so that one directory has one name.
    private static String cleaned(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        var clean = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                clean.setLength(Math.max(0, clean.lastIndexOf("/")));
            } else if (!name.isEmpty() && !name.equals(".")) {
                clean.append('/').append(name);
            }
        }
        return clean.isEmpty() ? "/" : clean.toString();
    }

    private static void check(Volume volume, List<Volume> before) {
        if (!volume.target().startsWith("/") || volume.target().equals("/")) {
            throw new Failure("a volume cannot be at " + volume.target() + ": it needs an absolute path other than / in the container"
                    + "\n  try: -v /on/the/host:/data");
        }
        if (isTaken(volume.target(), before)) {
            throw new Failure("two volumes are wanted at " + volume.target() + " in the container\n  try: leave one of them out");
        }
    }

    private static boolean isTaken(String target, List<Volume> volumes) {
        for (Volume volume : volumes) {
            if (volume.target().equals(target)) {
                return true;
            }
        }
        return false;
    }

    @Why(value = "Makes the directory of the host that is to be seen inside where it is missing, as Docker does.",
            without = "open_tree(2) would answer ENOENT: only what exists can be mounted.")
    private void makeIfMissing(String source, UserMapping mapping) {
        if (Folder.exists(host, source)) {
            return;
        }
        Folder.makeAll(host, source, FOLDER_MODE);
        giveToRootInside(source, mapping);
    }

    @Why(call = "fchownat", value = "Gives the file to the user that the container's root really is.",
            without = "Inside it would belong to nobody (65534), and the container's root could not write it.")
    private void giveToRootInside(String path, UserMapping mapping) {
        if (mapping != null) {
            host.fchownat(AT_FDCWD, path, mapping.hostFirst(), mapping.hostFirst(), 0);
        }
    }

    /// The container's files lie there, and its root must reach them; other users of the host must not, because some may be setuid root.
    @Why(call = "fchownat", value = "Gives the container's directory the group that the container's root really has.",
            without = "With mapped users, the container's root could not reach its own root file system.")
    @Why(call = "fchmodat", value = "Lets that group pass through the directory, but not list it.",
            without = "With mapped users, the container's root could not reach its own root file system.")
    private void letRootInsidePass(String folder, UserMapping mapping) {
        if (mapping != null) {
            host.fchownat(AT_FDCWD, folder, UNCHANGED, mapping.hostFirst(), 0);
            host.fchmodat(AT_FDCWD, folder, PASSABLE_FOR_GROUP);
        }
    }

    @Why(value = "Makes the three files hosts, hostname and resolv.conf, which stage network fills in and the container sees in its /etc.",
            without = "The image's own files would be seen, in which neither the container's name nor a name server stands.")
    private void addNetworkFiles(ContainerRequest request, List<Volume> volumes) {
        String folder = places.container(request.id());
        Folder.makeAll(host, folder, ONLY_ROOT);
        letRootInsidePass(folder, request.userMapping());
        for (String name : NETWORK_FILES) {
            String source = folder + "/" + name;
            ledger.willMake(new Made.File(source));
            WholeFile.write(host, source, "", READABLE_FOR_ALL);
            giveToRootInside(source, request.userMapping());
            if (!isTaken("/etc/" + name, volumes)) {
                volumes.add(new Volume.Bind(source, "/etc/" + name, request.isReadOnly()));
            }
        }
    }

    private static int depth(Volume volume) {
        int slashes = 0;
        for (int i = 0; i < volume.target().length(); i++) {
            slashes += volume.target().charAt(i) == '/' ? 1 : 0;
        }
        return slashes;
    }
}
