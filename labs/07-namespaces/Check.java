import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.trace.Event;

final List<String> KINDS = List.of("ipc", "mnt", "net", "pid", "uts");
final Map<String, Long> DEVICES = new TreeMap<>(Map.of("null", 1L << 32 | 3, "zero", 1L << 32 | 5, "full", 1L << 32 | 7,
        "random", 1L << 32 | 8, "urandom", 1L << 32 | 9, "tty", 5L << 32));

/// A container with the student's stage waits and is looked at; then another one, on a host that shares its mounts.
void check(Trial trial) {
    String nonce = trial.nonce();
    String name = "box-" + trial.nonce();
    Running run = trial.learnc("run", "-i", "--network", "none", "--hostname", name, "--stage", "namespaces={MyNamespaces.java}",
            "learnc/shell", "sh", "-c", "read line; exit 7", nonce);
    Seen program = run.programIfAny("sh", "-c", "read line; exit 7", nonce);
    if (program == null) {
        neverRan(trial, run);
    }
    Seen outside = run.first();
    Calls its = run.calls().by(program);

    boolean isLearncsOwn = !its.named("mount").succeeded().with("\"mqueue\"").isEmpty();
    List<String> shared = KINDS.stream().filter(kind -> program.namespace(kind).equals(outside.namespace(kind))).toList();
    Map<String, String> mounts = mounts(program);
    String devices = devices(program);
    String root = root(program, outside, its);
    boolean hasOwnProc = !program.text("cmdline").isEmpty() && program.file("/proc/1/cmdline").equals(program.text("cmdline"));
    String hostname = program.inItsNetwork("hostname");
    run.type("go on");
    int exitCode = run.exitCode();

    trial.check("runs").why(isLearncsOwn ? "These are the calls of learnc's own stage. Here yours is wanted." : "The program in the container ends with 7; learnc hands that on. What it said: " + run.errors().strip())
            .that(exitCode == 7 && !isLearncsOwn, "your stage, and exit code 7", isLearncsOwn ? "learnc's own stage" : "exit code " + exitCode).orStop();
    trial.check("namespaces").why("What clone3(2) is not asked for, the new process shares with the one that has made it: /proc/PID/ns shows the same number for both.")
            .that(shared.isEmpty(), "own: " + String.join(" ", KINDS), "shared with the outside: " + String.join(" ", shared));
    trial.check("root").at(run, its.named("pivot_root", "chroot", "umount2").succeeded().last()).why(whyRoot(its)).equal("another root, and the old one gone", root);
    trial.check("proc").why("A proc shows the PID namespace of whoever mounts it, at the moment of mounting. One that comes from the host shows the host's processes.")
            .that(hasOwnProc, "the container's program as number 1", hasOwnProc ? "" : "another process, or none: \"" + program.file("/proc/1/cmdline").replace('\0', ' ').strip() + "\"");
    trial.check("mounts").why("Every mount is something that the program can see, and perhaps change: a container has those that it needs.").equal(said(wanted(trial)), said(mounts));
    trial.check("devices").at(run, its.named("mknodat").last()).why("mknod(2) takes those permissions away that stand in the umask: a program of another user than root could not write to /dev/null.")
            .equal("six devices that everybody may read and write", devices);
    trial.check("name").why(shared.contains("uts") ? "Without a UTS namespace of its own, the container has renamed the machine." : "A new UTS namespace begins with a copy of the host's name.")
            .that(hostname.equals(name) && !shared.contains("uts"), name + " inside, and only there", hostname + (shared.contains("uts") ? " outside, too" : ""));
    isPrivate(trial, run, its);
}

/// An old root that lies over the new one is a reason why no program can be started; what learnc says about it sounds otherwise.
void neverRan(Trial trial, Running run) {
    int exitCode = run.exitCode();
    Event pivot = run.calls().named("pivot_root").succeeded().last();
    if (pivot != null) {
        Calls its = run.calls().where(call -> call.pid() == pivot.pid());
        boolean isGone = !its.named("umount2").succeeded().after(pivot).isEmpty();
        trial.check("root").at(run, pivot).why(whyRoot(its)).equal("another root, and the old one gone", isGone ? "another root, and the old one gone" : "the old root, still mounted");
    }
    trial.check("runs").why("What learnc said: " + run.errors().strip()).that(false, "your stage, and exit code 7", "exit code " + exitCode + ", and the program was never executed").orStop();
}

/// What is mounted, and with which options that matter. learnc's stage cgroups, which is not the student's, mounts below /sys/fs/cgroup.
Map<String, String> mounts(Seen program) {
    var mounts = new TreeMap<String, String>();
    for (MountLine mount : program.mounts()) {
        if (!mount.mountPoint().startsWith("/sys/fs/cgroup")) {
            String size = mount.superOptions().stream().filter(option -> option.startsWith("size=")).findFirst().orElse("");
            boolean isReadOnly = mount.options().contains("ro") || mount.superOptions().contains("ro");
            mounts.merge(mount.mountPoint(), mount.type() + (isReadOnly ? " ro" : "") + (mount.mountPoint().startsWith("/seat") ? " " + size : ""), (one, other) -> one + " and " + other);
        }
    }
    return mounts;
}

Map<String, String> wanted(Trial trial) {
    return new TreeMap<>(Map.of("/", "overlay", "/proc", "proc", "/sys", "sysfs ro", "/dev", "tmpfs",
            "/seat" + trial.seeded("seat", 900), "tmpfs size=" + (10 + trial.seeded("size", 9)) * 1024 + "k"));
}

String said(Map<String, String> mounts) {
    return String.join(", ", mounts.entrySet().stream().map(mount -> mount.getKey() + " " + mount.getValue()).toList());
}

String devices(Seen program) {
    List<String> wrong = DEVICES.entrySet().stream().filter(device -> !isFine(program.fileStatus("/dev/" + device.getKey()), device.getValue()))
            .map(device -> device.getKey() + " " + described(program.fileStatus("/dev/" + device.getKey()))).toList();
    return wrong.isEmpty() ? "six devices that everybody may read and write" : String.join(", ", wrong);
}

boolean isFine(FileStatus device, long number) {
    return device != null && device.isCharacterDevice() && device.ownDevice() == number && device.permissions() == 0666;
}

String described(FileStatus device) {
    return device == null ? "is missing" : device.isCharacterDevice() ? "is " + (device.ownDevice() >> 32) + ":" + (int) device.ownDevice() + " with permissions " + Integer.toOctalString(device.permissions())
            : "is no character device";
}

/// Where the old root is: over the new one, somewhere below it, or gone.
String root(Seen program, Seen outside, Calls its) {
    Event pivot = its.named("pivot_root").succeeded().last();
    FileStatus old = outside.fileStatus("/");
    boolean isOver = program.mounts().stream().filter(mount -> mount.mountPoint().equals("/")).count() != 1;
    boolean isBelow = program.mounts().stream().map(mount -> program.fileStatus(mount.mountPoint())).anyMatch(status -> status != null && old != null && status.device() == old.device());
    return pivot == null ? "the old root, with another name for /" : isOver || isBelow || its.named("umount2").succeeded().after(pivot).isEmpty() ? "the old root, still mounted"
            : "another root, and the old one gone";
}

String whyRoot(Calls its) {
    return its.named("pivot_root").succeeded().isEmpty() ? "chroot(2) changes what / means for this process. Every mount of the host is there as before, and a process with CAP_SYS_CHROOT climbs out (lab 15)."
            : "After pivot_root(2) the old root is a mount like any other: whoever finds it is on the host. umount2(2) with MNT_DETACH takes it away, with all that is mounted on it.";
}

/// On a host that shares its mounts, as systemd does: whatever is mounted while the propagation is not private comes to light outside.
void isPrivate(Trial trial, Running run, Calls its) {
    Event first = its.named("mount", "move_mount").succeeded().first();
    String text = Calls.text(first);
    boolean isFirst = text.contains("\"/\"") && text.contains("MS_REC") && (text.contains("MS_PRIVATE") || text.contains("MS_SLAVE"));
    String nonce = trial.nonce();
    Running sharing = trial.start(List.of("/bin/sh", "-c", "mount --make-rshared / && learnc run -i --network none --stage namespaces=\"$1\" learnc/shell sh -c 'read line' $2", "box", "{MyNamespaces.java}", nonce));
    Seen program = sharing.programIfAny("sh", "-c", "read line", nonce);
    List<String> leaked = program == null ? List.of() : leaked(sharing);
    sharing.type("go on");
    sharing.exitCode();
    boolean isSet = its.named("mount").succeeded().where(call -> Calls.text(call).contains("MS_PRIVATE") || Calls.text(call).contains("MS_SLAVE")).first() != null;
    trial.check("private").at(run, first).why(!isSet ? "This is the first mount, and nobody has made the propagation private. On a host that shares its mounts the host gets it, too; and pivot_root(2) answers EINVAL."
            : text.contains("MS_REC") || !text.contains("MS_PRIVATE") ? "This mount comes before the propagation is private: on a host that shares its mounts the host gets it, too."
            : "Without MS_REC only the topmost mount is private. The mount that your directory lies on may be another one.")
            .that(isFirst && program != null && leaked.isEmpty(), "first of all mounts / private, with all below it; and nothing of it outside",
                    program == null ? "no container on a host that shares its mounts: " + sharing.errors().lines().filter(line -> line.contains("answered")).findFirst().orElse(sharing.errors()).strip()
                            : leaked.isEmpty() ? text : "also mounted outside: " + String.join(", ", leaked));
}

/// The stage unpack has mounted the container's overlay, outside. Everything else at or below it is a copy of what was mounted inside.
List<String> leaked(Running sharing) {
    // Before Linux 6.8 learnc mounts an overlay in the old way.
    Event attached = sharing.calls().named("move_mount", "mount").succeeded().with("/rootfs\"").first();
    String rootfs = Calls.argument(attached, attached.systemCall().equals("mount") ? "target" : "to_pathname").replace("\"", "");
    return sharing.first().mounts().stream().map(MountLine::mountPoint).filter(place -> place.startsWith(rootfs) || place.startsWith("/seat")).skip(1).toList();
}
