package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.MountFlags.FSCONFIG_CMD_CREATE;
import static learnc.runtime.kernel.MountFlags.FSMOUNT_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.FSOPEN_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.MOVE_MOUNT_F_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_PATH;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Directories laid over each other by the kernel. What is in a higher one hides what is in a lower one; what is written goes to
/// the upper one, where a lower file is copied first. (Linux, overlayfs.rst.)
///
/// Each option is said by a call of its own, so any number of layers fits (the kernel's limit is 500). Kernels before 6.8
/// take all in one line of text, which must fit in a page: there the layers go by short names, and about 200 fit.
///
/// Three extras of overlayfs are switched off whatever this machine's defaults are, so that the upper directory holds
/// plain files and whiteouts only: `index` and `metacopy`, which leave bookkeeping there, and `redirect_dir`, by which a
/// layer could point elsewhere.
///
/// And one is switched on: `volatile`. Nothing of a container stays, so its upper directory need not survive a power cut, and
/// the end of the mount need not wait until the disk has everything (20 ms and more).
final class Overlay {

    /// fsconfig(2) takes a text of at most 255 bytes.
    private static final int LONGEST_VALUE = 255;
    private static final int LONGEST_MESSAGE = 1024;
    private static final int PAGE_BYTES = 4096;
    private static final String[][] PLAIN = {{"index", "off"}, {"metacopy", "off"}, {"redirect_dir", "nofollow"}};

    private final Kernel host;
    private final List<Integer> open = new ArrayList<>();

    Overlay(Kernel host) {
        this.host = host;
    }

    /// Mounts.
    ///
    /// @param lower  the highest first; at least one
    /// @param upper  takes the changes
    /// @param work   an empty directory beside the upper one, for the kernel's use
    /// @param target where
    /// @throws Failure when the kernel cannot lay these directories over each other: with its own words
    @Why(call = "fsopen", value = "Begins to describe an overlay: directories that the kernel lays over each other and shows as one.",
            without = "Each container would need a copy of the whole image.")
    @Why(call = "fsconfig", about = "\"lowerdir+\"", value = "Adds one layer of the image; it is only read, and what lies above hides what lies "
            + "below.",
            without = "The files of this layer would be missing in the container.")
    @Why(call = "fsconfig", about = "\"upperdir\"", value = "Names the directory that takes every change; a file of a layer is copied there before "
            + "it is changed.",
            without = "The overlay would be read-only, and with a single layer be refused: EINVAL.")
    @Why(call = "fsconfig", about = "\"workdir\"", value = "Names an empty directory beside it, in which the kernel prepares a file before it "
            + "appears in one step.",
            without = "An overlay that can be written is refused without it: EINVAL.")
    @Why(call = "fsconfig", about = "\"index\"", value = "Switches off an index that would tie the changes to exactly these layers.",
            without = "Where it is on by default, the changes could not be used together with a copy of the layers: ESTALE.")
    @Why(call = "fsconfig", about = "\"metacopy\"", value = "Lets a change of owner or permissions copy the whole file and not only its description.",
            without = "The upper directory would hold files without content, and could not be packed as a layer.")
    @Why(call = "fsconfig", about = "\"redirect_dir\"", value = "Forbids a layer to say that a directory's content lies somewhere else.",
            without = "A hostile layer could name a directory that it should not show.")
    @Why(call = "fsconfig", about = "\"volatile\"", value = "Says that nothing of this mount has to survive a power cut.",
            without = "Taking it away would wait until the disk has everything: 20 ms and more for each container.")
    @Why(call = "fsconfig", about = "\"source\"", value = "Gives the mount a name for lists of mounts.", without = "mount(8) would show \"none\".")
    @Why(call = "fsconfig", about = "FSCONFIG_CMD_CREATE", value = "Makes the overlay from what was described.",
            without = "There would be a description and no file system.")
    @Why(call = "fsmount", value = "Turns the file system into a mount that is attached nowhere yet.",
            without = "It could not be attached to a path.")
    @Why(call = "move_mount", value = "Attaches the overlay: from here on the layers are seen as one tree.",
            without = "The container would have an empty directory for its root.")
    @Why(call = "mount", value = "Mounts the overlay in the old way, all options in one line; the new way needs Linux 6.8.",
            without = "The container would have an empty directory for its root.")
    @Why(call = "close", value = "Closes what was only needed to mount; the mount itself is held by its path.",
            without = "It would stay open until learnc ends.")
    @Why(call = "read", value = "Reads the kernel's own words about why it refuses the overlay.",
            without = "Nobody would know which of the directories is the wrong one.")
    @Why(call = "openat", value = "Opens a directory, so that its path becomes a short name: one option takes at most 255 bytes.",
            without = "An image with many layers, or a long path, could not be mounted.")
    @Refused(errno = Errno.EINVAL, call = "fsconfig", about = "\"lowerdir+\"", because = "this kernel is older than 6.8 and takes all layers in "
            + "one line; learnc does that next",
            remedy = "")
    @Refused(errno = Errno.EINVAL, call = "fsconfig", about = "FSCONFIG_CMD_CREATE", because = "these directories cannot be laid over each other: "
            + "an overlay, NFS or FAT cannot be the upper one",
            remedy = "a state directory on ext4, xfs, btrfs or tmpfs (--root)")
    void mount(List<String> lower, String upper, String work, String target) {
        try {
            mountOptionByOption(lower, upper, work, target);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EINVAL)) {
                throw refusal;
            }
            mountTheOldWay(lower, upper, work, target);
        } finally {
            open.forEach(host::close);
        }
    }

    private void mountTheOldWay(List<String> lower, String upper, String work, String target) {
        String words = words(open.getFirst());
        try {
            mountInOneLine(lower, upper, work, target);
        } catch (KernelRefusal refusal) {
            throw new Failure("the layers cannot be laid over each other below " + upper + ".\n" + words + refusal.getMessage()
                    + "\n  try: a state directory on ext4, xfs, btrfs or tmpfs (--root); an overlay, NFS or FAT cannot be the upper directory", refusal);
        }
    }

    /// What the kernel has to say about a configuration that it refused; each read(2) gives one message, and then an error.
    private String words(int configuration) {
        var words = new StringBuilder();
        try {
            byte[] message = new byte[LONGEST_MESSAGE];
            for (int length = host.read(configuration, message); length > 0; length = host.read(configuration, message)) {
                words.append("  the kernel says: ").append(KernelText.text(message, 0, length).strip()).append('\n');
            }
        } catch (KernelRefusal end) {
            return words.toString();
        }
        return words.toString();
    }

    private void mountOptionByOption(List<String> lower, String upper, String work, String target) {
        int overlay = host.fsopen("overlay", FSOPEN_CLOEXEC);
        open.add(overlay);
        host.fsconfigString(overlay, "source", "overlay");
        for (String directory : lower) {
            host.fsconfigString(overlay, "lowerdir+", value(directory));
        }
        host.fsconfigString(overlay, "upperdir", value(upper));
        host.fsconfigString(overlay, "workdir", value(work));
        for (String[] option : PLAIN) {
            host.fsconfigString(overlay, option[0], option[1]);
        }
        host.fsconfigFlag(overlay, "volatile");
        host.fsconfigCommand(overlay, FSCONFIG_CMD_CREATE);
        int mount = host.fsmount(overlay, FSMOUNT_CLOEXEC, 0);
        open.add(mount);
        host.moveMount(mount, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH);
    }

    private void mountInOneLine(List<String> lower, String upper, String work, String target) {
        String options = options(String.join(":", lower), upper, work);
        if (options.length() >= PAGE_BYTES || hasSpecialCharacter(lower, upper)) {
            options = options(String.join(":", lower.stream().map(this::shortName).toList()), shortName(upper), shortName(work));
        }
        if (options.length() >= PAGE_BYTES) {
            throw new Failure("the image has " + lower.size() + " layers, more than this kernel can lay over each other.\n"
                    + "  try: Linux 6.8 or later, which takes 500 (older ones about 200); or flatten the image");
        }
        host.mount("overlay", target, "overlay", 0, options);
    }

    private static boolean hasSpecialCharacter(List<String> lower, String upper) {
        String names = lower.getFirst() + upper;
        return names.indexOf(':') >= 0 || names.indexOf(',') >= 0 || names.indexOf('\\') >= 0;
    }

    private static String options(String lower, String upper, String work) {
        var options = new StringBuilder("lowerdir=").append(lower).append(",upperdir=").append(upper).append(",workdir=").append(work);
        for (String[] option : PLAIN) {
            options.append(',').append(option[0]).append('=').append(option[1]);
        }
        return options.append(",volatile").toString();
    }

    private String value(String path) {
        return path.length() > LONGEST_VALUE ? shortName(path) : path;
    }

    /// Another name of a directory, a few letters long: that of an open descriptor.
    private String shortName(String path) {
        int directory = host.openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        open.add(directory);
        return "/proc/self/fd/" + directory;
    }
}
