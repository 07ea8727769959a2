import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.cgroup.MountLine;

/// The student's own command, with a program that waits to be looked at.
void check(Trial trial) {
    String nonce = trial.nonce();
    int name = trial.seeded("name", 900);
    String size = trial.seeded("size", 50) + "1";
    String cache = "/cache" + name;
    String data = "/data" + name;
    Running run = trial.learnc("run", "-i", "--network", "none", "--tmpfs", cache + ":size=" + size + "m", "-v", "/usr/share:" + data + ":ro",
            "learnc/shell", "sh", "-c", "read line", nonce);
    Seen container = run.program("sh", "-c", "read line", nonce);

    trial.check("root").why("A container's root is an overlay: the image's layers lie one above the other, and on top an empty directory takes what is written.")
            .answered(container.mount("/").type(), answer(trial, "root"));
    trial.check("cache").why("--tmpfs mounts an empty file system that lives in memory: it belongs to no image and to no disk, and is gone with the container.")
            .answered(container.mount(cache).type(), answer(trial, "cache"));
    trial.check("cache-size").why("In size=" + size + "m the m stands for MiB, 1024 · 1024 bytes.")
            .answered(mebibytes(container.mount(cache)), answer(trial, "cache-size"));
    trial.check("data").why("ro belongs to the mount, not to the user: root, too, gets EROFS, and the same directory stays writable outside.")
            .answered(writable(container.mount(data)), answer(trial, "data"));
    trial.check("hosts").why("The image must not change, but each container has another name: so a file made for it is mounted over the one of the image.")
            .answered(container.mount("/etc/hosts") == null ? "file" : "mount", answer(trial, "hosts"));
    trial.check("proc-sys").why("Most of /proc/sys belongs to the whole machine, not to a namespace. So it is mounted read-only over itself.")
            .answered(writable(container.mount("/proc/sys")), answer(trial, "proc-sys"));
    trial.check("outside").why("The container has a mount namespace of its own, and its propagation is private: what it mounts is in nobody else's table.")
            .answered(run.first().mount(cache) == null ? "no" : "yes", answer(trial, "outside"));
    run.type("go on");
    run.end();
}

String answer(Trial trial, String name) {
    return trial.answer(name).toLowerCase(java.util.Locale.ROOT);
}

String writable(MountLine mount) {
    return mount != null && mount.options().contains("ro") ? "no" : "yes";
}

/// Linux shows the size of a tmpfs as size=1024k.
String mebibytes(MountLine mount) {
    return mount.superOptions().stream().filter(option -> option.startsWith("size=")).map(option -> option.replaceAll("[^0-9]", ""))
            .findFirst().map(kibibytes -> String.valueOf(Long.parseLong(kibibytes) / 1024)).orElse("no limit");
}
