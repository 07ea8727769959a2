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
