package learnc.runtime.image.shell;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Chooses programs of the host and adds them to a tree: one that is many in one and needs no library, or many that need some.
final class Programs {

    private static final byte[] FIRST_COMMANDS = {'[', 0, '[', '[', 0};
    private static final List<String> FOLDERS = List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin");

    private static final List<String> WANTED = List.of(
            "sh", "bash", "dash",
            "[", "base64", "basename", "cat", "chgrp", "chmod", "chown", "chroot", "cp", "cut", "date", "dd", "df", "dirname", "du", "echo",
            "env", "expr", "false", "head", "id", "install", "kill", "ln", "ls", "md5sum", "mkdir", "mkfifo", "mknod", "mktemp", "mv", "nice",
            "nl", "nohup", "nproc", "od", "printenv", "printf", "pwd", "readlink", "realpath", "rm", "rmdir", "seq", "sha256sum", "sleep",
            "sort", "split", "stat", "stty", "sync", "tac", "tail", "tee", "test", "timeout", "touch", "tr", "true", "truncate", "tty",
            "uname", "uniq", "unlink", "wc", "whoami", "yes",
            "awk", "clear", "find", "grep", "gzip", "less", "more", "sed", "tar", "which", "xargs",
            "free", "pgrep", "pkill", "pmap", "ps", "pidof", "top", "uptime", "vmstat", "watch",
            "findmnt", "flock", "getent", "getpcaps", "capsh", "hexdump", "hostname", "ip", "ipcs", "lsns", "mount", "mountpoint", "nc", "nsenter",
            "ping", "prlimit", "setpriv", "setsid", "ss", "taskset", "umount", "unshare");

    /// What glibc loads without being told by the program: the sources of user and host names.
    private static final List<String> LOADED_BY_GLIBC = List.of("libnss_files.so.2", "libnss_dns.so.2");

    /// The descriptions of terminals for `clear`, `less` and `top`.
    private static final List<String> TERMINALS = List.of("a/ansi", "d/dumb", "l/linux", "s/screen", "s/screen-256color",
            "t/tmux-256color", "v/vt100", "x/xterm", "x/xterm-256color");
    private static final List<String> TERMINAL_FOLDERS = List.of("/lib/terminfo/", "/usr/share/terminfo/");

    private final Kernel host;
    private final FileTree tree;

    Programs(Kernel host, FileTree tree) {
        this.host = host;
        this.tree = tree;
    }

    /// Adds busybox and a symlink for each of its commands.
    ///
    /// @return false when the host has none that needs no library
    boolean addBusybox() {
        String path = find("busybox");
        byte[] content = path == null ? new byte[0] : WholeFile.bytes(host, path);
        if (!ElfFile.isElf(content) || new ElfFile(content).interpreter() != null) {
            return false;
        }
        tree.file("/bin/busybox", content, 0755);
        for (String name : commands(content)) {
            if (!name.equals("busybox")) {
                tree.symlink("/bin/" + name, "busybox");
            }
        }
        tree.symlink("/sbin", "bin");
        tree.symlink("/usr/bin", "../bin");
        tree.symlink("/usr/sbin", "../bin");
        return true;
    }

    /// The names stand in the program itself, sorted, each ended by a zero byte. The first two are `[` and `[[`; what stands before
    /// them depends on how it was built.
    static Set<String> commands(byte[] busybox) {
        Set<String> most = Set.of("sh", "cat", "echo", "ls", "mount", "ps", "sleep", "true");
        for (int at = indexOf(FIRST_COMMANDS, busybox, 0); at >= 0; at = indexOf(FIRST_COMMANDS, busybox, at + 1)) {
            Set<String> names = sortedNames(busybox, at);
            most = names.size() > most.size() ? names : most;
        }
        return most;
    }

    private static Set<String> sortedNames(byte[] content, int from) {
        var names = new TreeSet<String>();
        int at = from;
        while (at < content.length) {
            int end = at;
            while (end < content.length && content[end] != 0) {
                end++;
            }
            String name = KernelText.text(content, at, end - at);
            if (name.isEmpty() || !names.isEmpty() && names.last().compareTo(name) >= 0) {
                return names;
            }
            names.add(name);
            at = end + 1;
        }
        return names;
    }

    private static int indexOf(byte[] wanted, byte[] content, int from) {
        for (int at = from; at <= content.length - wanted.length; at++) {
            if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /// Adds the host's shell and tools, as many of those we want as it has, with their libraries.
    ///
    /// @throws Failure when the host has no shell
    void addFromHost() {
        if (find("sh") == null) {
            throw new Failure("learnc/shell cannot be made: this machine has neither a static busybox nor /bin/sh.\n  try: install busybox-static");
        }
        var libraries = new Libraries(host, tree);
        for (String name : WANTED) {
            String path = find(name);
            if (path != null) {
                libraries.addFor(tree.mirror(path));
            }
        }
        int machine = new ElfFile(tree.content(tree.mirror(find("sh")))).machine();
        for (String name : LOADED_BY_GLIBC) {
            libraries.addIfThere(name, machine);
        }
        addTerminals();
    }

    private void addTerminals() {
        for (String folder : TERMINAL_FOLDERS) {
            for (String terminal : TERMINALS) {
                if (exists(folder + terminal)) {
                    tree.mirror(folder + terminal);
                }
            }
        }
    }

    private String find(String name) {
        for (String folder : FOLDERS) {
            if (exists(folder + "/" + name)) {
                return folder + "/" + name;
            }
        }
        return null;
    }

    /// Behind all symlinks: one that leads nowhere is no file.
    @Why(call = "faccessat2", value = "Looks whether the host has this program, to put it into the image learnc/shell.",
            without = "The image would lack it.")
    @Refused(errno = Errno.ENOENT, call = "faccessat2", because = "the host does not have it here; the next place is looked at", remedy = "")
    private boolean exists(String path) {
        try {
            host.faccessat2(AT_FDCWD, path, 0, 0);
            return true;
        } catch (KernelRefusal refusal) {
            return false;
        }
    }
}
