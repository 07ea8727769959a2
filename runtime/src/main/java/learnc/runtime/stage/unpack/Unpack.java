package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.List;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.spec.UserMapping;

/// Stage 2: an image becomes a directory tree that a process can have as its root.
///
/// Each layer is unpacked when it is not there yet; then all are laid over each other, the image's first layer at the bottom,
/// and a new empty directory on top. The layers are only ever read; every change of the container goes into the top one.
/// A container with `--read-only` gets the empty directory too: the mount points of its volumes are made there, before the
/// stage namespaces closes the root for writing.
public class Unpack {

    /// A program may make its files setuid root: nobody else on the host may come near them.
    private static final int ONLY_ROOT = 0700;

    private final Kernel host;
    private final Inits inits;
    private final Places places;
    private final Ledger ledger;

    /// @param inits makes a process for a moment, when the container's users are mapped
    public Unpack(Kernel host, Inits inits, Places places, Ledger ledger) {
        this.host = host;
        this.inits = inits;
        this.places = places;
        this.ledger = ledger;
    }

    /// The root file system of a new container, mounted at `places.container(id)/rootfs`.
    ///
    /// @throws learnc.runtime.spec.Failure when a layer is damaged, hostile or too big
    public Rootfs rootfs(Image image, ContainerRequest request) {
        return stacked(layers(image), request);
    }

    /// Unpacks the layers of an image that are not there yet.
    ///
    /// @return their directories, the lowest first
    @Why(value = "Looks which layers of the image are unpacked already: each is unpacked once for all containers.",
            without = "Every run would unpack the whole image again.")
    public List<String> layers(Image image) {
        return new Layers(host, new LayerStore(host, places), new ImageStore(host, places), ledger).unpacked(image.layers());
    }

    @Why(call = "mkdirat", value = "Makes the directory on the disk that will hold all changes that this container makes.",
            without = "There would be no place for anything that the program writes.")
    @Why(value = "Prepares the directory in which the changes of all containers are kept.",
            without = "There would be no place for anything that the program writes.")
    private Rootfs stacked(List<String> layers, ContainerRequest request) {
        String container = places.root() + "/containers/" + request.id();
        Folder.makeAll(host, places.root() + "/containers", ONLY_ROOT);
        ledger.willMake(new Made.Directory(container));
        host.mkdirat(AT_FDCWD, container, ONLY_ROOT);
        List<String> highestFirst = layers.isEmpty() ? List.of(empty(container)) : layers.reversed();
        makeUpper(container, highestFirst.getFirst(), request.userMapping());
        String target = places.container(request.id()) + "/rootfs";
        mount(highestFirst, container, target, request);
        return new Rootfs(target);
    }

    /// An image without layers is allowed, but an overlay without lower directories is not.
    @Why(call = "mkdirat", value = "Makes an empty directory in the place of the layers, which this image does not have.",
            without = "An overlay without a lower directory is refused: EINVAL.")
    private String empty(String container) {
        host.mkdirat(AT_FDCWD, container + "/empty", 0755);
        return container + "/empty";
    }

    /// The root directory of the container is the upper one, so it looks as the highest layer says.
    @Why(call = "statx", value = "Looks at the root directory of the image's highest layer, because the container's should look the same.",
            without = "\"/\" inside would belong to the wrong user or be closed.")
    @Why(call = "mkdirat", about = "upper", value = "Makes the container's own top layer, empty: it takes every change.",
            without = "The overlay would be read-only, or two containers would see each other's changes.")
    @Why(call = "mkdirat", about = "work", value = "Makes the empty directory that the kernel needs beside the top layer.",
            without = "The overlay would be refused: EINVAL.")
    @Why(call = "fchownat", value = "Gives the container's \"/\" the owner that the image says (with --userns, the translated one).",
            without = "With mapped users, root inside could not make a file in \"/\".")
    @Why(call = "fchmodat", value = "Gives the container's \"/\" the permissions that the image says.",
            without = "\"/\" would be open for root only (0700): a program of another user could open no file at all.")
    private void makeUpper(String container, String highest, UserMapping mapping) {
        String upper = container + "/upper";
        FileStatus root = host.statx(AT_FDCWD, highest, 0);
        int first = mapping == null ? 0 : mapping.hostFirst();
        host.mkdirat(AT_FDCWD, upper, 0700);
        host.mkdirat(AT_FDCWD, container + "/work", 0700);
        host.fchownat(AT_FDCWD, upper, first + root.owner(), first + root.group(), 0);
        host.fchmodat(AT_FDCWD, upper, root.permissions());
    }

    @Why(value = "Makes the directory where the container's root will be mounted.", without = "There would be nothing to mount it on: ENOENT.")
    private void mount(List<String> lower, String container, String target, ContainerRequest request) {
        Folder.makeAll(host, places.container(request.id()), ONLY_ROOT);
        ledger.willMake(new Made.Directory(target));
        host.mkdirat(AT_FDCWD, target, ONLY_ROOT);
        ledger.willMake(new Made.Mount(target));
        if (request.userMapping() == null) {
            new Overlay(host).mount(lower, container + "/upper", container + "/work", target);
        } else {
            mountMapped(lower, container, target, request);
        }
    }

    @Why(call = "mkdirat", value = "Makes a directory for the layers, which are mounted once more with translated users.",
            without = "There would be nothing to mount them on: ENOENT.")
    private void mountMapped(List<String> lower, String container, String target, ContainerRequest request) {
        String folder = container + "/lower";
        host.mkdirat(AT_FDCWD, folder, 0700);
        var mapped = new MappedLayers(host, inits, ledger);
        try {
            List<String> mounts = mapped.mount(lower, request.userMapping(), folder);
            new Overlay(host).mount(mounts, container + "/upper", container + "/work", target);
        } finally {
            mapped.detach();
        }
    }
}
