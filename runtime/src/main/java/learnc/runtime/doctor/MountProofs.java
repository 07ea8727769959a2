package learnc.runtime.doctor;

import static learnc.runtime.kernel.MountFlags.FSCONFIG_CMD_CREATE;
import static learnc.runtime.kernel.MountFlags.FSMOUNT_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.FSOPEN_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_IDMAP;
import static learnc.runtime.kernel.MountFlags.MOVE_MOUNT_F_EMPTY_PATH;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLONE;
import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_PATH;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;

/// Layers over each other, paths that cannot lead out, files whose owners are translated.
final class MountProofs {

    private static final int FIRST_USER = 100_000;

    private final Kernel host;
    private final Inits inits;
    private final String directory;
    private final Findings findings = new Findings();

    MountProofs(Kernel host, Inits inits, Bench bench) {
        this.host = host;
        this.inits = inits;
        directory = bench.directory();
    }

    List<Finding> findings() {
        findings.need("openat2", this::openInRoot);
        findings.need("overlay", this::overlay);
        findings.wish("overlay, option by option", this::overlayByOptions);
        findings.wish("translated owners", this::translatedOwners);
        return findings.all();
    }

    private String openInRoot() {
        String root = made("root");
        host.symlinkat("/etc/passwd", AT_FDCWD, root + "/link");
        int folder = host.openat(AT_FDCWD, root, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            host.close(host.openat2(folder, "link", O_RDONLY | O_CLOEXEC, 0, RESOLVE_IN_ROOT));
            throw new Failure("a symlink to /etc/passwd led out of a directory that was to be the root");
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOENT)) {
                throw refusal;
            }
            return "a symlink to /etc/passwd does not lead out of a directory";
        } finally {
            host.close(folder);
        }
    }

    private String overlay() {
        String base = layers("overlay");
        try (var trial = new Trial(host, inits, CLONE_NEWNS)) {
            trial.inside().mount("overlay", base + "/merged", "overlay", 0,
                    "lowerdir=" + base + "/second:" + base + "/first,upperdir=" + base + "/upper,workdir=" + base + "/work");
            return changedAbove(trial.inside(), base);
        }
    }

    private String overlayByOptions() {
        String base = layers("options");
        try (var trial = new Trial(host, inits, CLONE_NEWNS)) {
            Kernel inside = trial.inside();
            int overlay = inside.fsopen("overlay", FSOPEN_CLOEXEC);
            inside.fsconfigString(overlay, "lowerdir+", base + "/second");
            inside.fsconfigString(overlay, "lowerdir+", base + "/first");
            inside.fsconfigString(overlay, "upperdir", base + "/upper");
            inside.fsconfigString(overlay, "workdir", base + "/work");
            inside.fsconfigCommand(overlay, FSCONFIG_CMD_CREATE);
            inside.moveMount(inside.fsmount(overlay, FSMOUNT_CLOEXEC, 0), "", AT_FDCWD, base + "/merged", MOVE_MOUNT_F_EMPTY_PATH);
            changedAbove(inside, base);
            return "fsconfig takes lowerdir+: any number of layers";
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EINVAL)) {
                throw new Unprovable("this kernel takes all layers in one line (before 6.8): about 200 fit", "");
            }
            throw refusal;
        }
    }

    private String layers(String name) {
        String base = made(name);
        for (String layer : List.of("first", "second", "upper", "work", "merged")) {
            host.mkdirat(AT_FDCWD, base + "/" + layer, 0755);
        }
        WholeFile.write(host, base + "/first/file", "first", 0644);
        WholeFile.write(host, base + "/second/other", "second", 0644);
        return base;
    }

    private String changedAbove(Kernel inside, String base) {
        WholeFile.write(inside, base + "/merged/file", "changed", 0644);
        boolean isApart = WholeFile.text(host, base + "/first/file").equals("first") && WholeFile.text(host, base + "/upper/file").equals("changed");
        if (!isApart || !WholeFile.text(inside, base + "/merged/other").equals("second")) {
            throw new Failure("two layers were mounted, but a change did not go to the upper directory alone");
        }
        return "a change to a lower file goes to the upper directory";
    }

    /// With `--userns`, the files of an image belong to the container's users without being changed on the disk.
    private String translatedOwners() {
        String base = made("owners");
        WholeFile.write(host, base + "/file", "", 0644);
        try (var mapping = new Trial(host, inits, CLONE_NEWUSER); var trial = new Trial(host, inits, CLONE_NEWNS)) {
            WholeFile.set(host, "/proc/" + mapping.init().pid() + "/uid_map", "0 " + FIRST_USER + " 65536");
            WholeFile.set(host, "/proc/" + mapping.init().pid() + "/gid_map", "0 " + FIRST_USER + " 65536");
            Kernel inside = trial.inside();
            int users = inside.openat(AT_FDCWD, "/proc/" + mapping.init().pid() + "/ns/user", O_RDONLY | O_CLOEXEC, 0);
            int tree = inside.openTree(AT_FDCWD, base, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
            inside.mountSetattr(tree, "", AT_EMPTY_PATH, MOUNT_ATTR_IDMAP, 0, 0, users);
            int owner = inside.statx(tree, "file", 0).owner();
            if (owner != FIRST_USER) {
                throw new Failure("mapped root's file to user " + FIRST_USER + ", but it shows user " + owner);
            }
            return "mount_setattr shows root's file as user " + FIRST_USER + "'s";
        }
    }

    private String made(String name) {
        String path = directory + "/" + name;
        if (!Folder.exists(host, path)) {
            host.mkdirat(AT_FDCWD, path, 0755);
        }
        return path;
    }
}
