package learnc.runtime.image.shell;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;

/// Adds to a tree what its programs need, where the loader will find it (ld.so(8)): the loader itself, and every library,
/// and what those need.
final class Libraries {

    private static final List<String> KNOWN_BY_EVERY_LOADER = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64",
            "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu");

    private static final int NONE = -1;

    private final Kernel host;
    private final FileTree tree;
    private final List<String> folders = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Integer> machines = new HashMap<>();

    Libraries(Kernel host, FileTree tree) {
        this.host = host;
        this.tree = tree;
        readConfiguration("/etc/ld.so.conf");
        folders.addAll(KNOWN_BY_EVERY_LOADER);
    }

    /// Adds what a program or library of the tree needs.
    ///
    /// @param realPath from [FileTree#mirror]
    void addFor(String realPath) {
        if (!done.add(realPath) || !ElfFile.isElf(tree.content(realPath))) {
            return;
        }
        ElfFile elf = new ElfFile(tree.content(realPath));
        if (elf.interpreter() != null) {
            addFor(tree.mirror(elf.interpreter()));
        }
        for (String name : elf.needed()) {
            add(name, elf, realPath);
        }
    }

    /// Adds a library that no program names but that the C library loads by itself, if the host has it.
    void addIfThere(String name, int machine) {
        String folder = find(name, folders, machine);
        if (folder != null) {
            addFor(tree.mirror(folder + "/" + name));
        }
    }

    private void add(String name, ElfFile wantedBy, String realPath) {
        if (name.indexOf('/') >= 0) {
            addFor(tree.mirror(name));
            return;
        }
        List<String> own = ownFolders(wantedBy, realPath);
        String folder = find(name, own, wantedBy.machine());
        if (folder == null) {
            folder = find(name, folders, wantedBy.machine());
            if (folder == null) {
                throw new Failure("learnc/shell cannot be made: " + realPath + " needs the library " + name + ", and it is not in "
                        + String.join(", ", folders) + "\n  try: `ldd " + realPath + "`; or install busybox-static, which needs no library");
            }
            linkWhereItIsLookedFor(folder, name);
        }
        addFor(tree.mirror(folder + "/" + name));
    }

    /// A folder that only this host's configuration names is unknown to the loader inside.
    private void linkWhereItIsLookedFor(String folder, String name) {
        if (!KNOWN_BY_EVERY_LOADER.contains(folder)) {
            String known = tree.mirror("/usr/lib") + "/" + name;
            if (!tree.contains(known)) {
                tree.symlink(known, folder + "/" + name);
            }
        }
    }

    private static List<String> ownFolders(ElfFile elf, String realPath) {
        var own = new ArrayList<String>();
        String origin = realPath.substring(0, realPath.lastIndexOf('/'));
        for (String path : elf.searchPaths()) {
            own.add(path.replace("${ORIGIN}", origin).replace("$ORIGIN", origin));
        }
        return own;
    }

    /// The first folder that has the library for this architecture.
    private String find(String name, List<String> where, int machine) {
        for (String folder : where) {
            if (machines.computeIfAbsent(folder + "/" + name, this::machineOf) == machine) {
                return folder;
            }
        }
        return null;
    }

    /// Every program asks for the same libraries, so each is looked at once, and only at its beginning.
    private int machineOf(String path) {
        if (!Folder.exists(host, path)) {
            return NONE;
        }
        int file = host.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
        try {
            var beginning = new byte[ElfFile.HEADER_BYTES];
            host.read(file, beginning);
            return ElfFile.isElf(beginning) ? ElfFile.machine(beginning) : NONE;
        } finally {
            host.close(file);
        }
    }

    private void readConfiguration(String path) {
        if (!Folder.exists(host, path)) {
            return;
        }
        for (String line : WholeFile.text(host, path).split("\n")) {
            String word = line.strip();
            if (word.startsWith("include ")) {
                readAll(word.substring("include ".length()).strip());
            } else if (word.startsWith("/")) {
                folders.add(word);
            }
        }
    }

    /// A pattern such as `/etc/ld.so.conf.d/*.conf`, or relative to /etc; the stars are in the last part.
    private void readAll(String pattern) {
        String absolute = pattern.startsWith("/") ? pattern : "/etc/" + pattern;
        int slash = absolute.lastIndexOf('/');
        String folder = absolute.substring(0, slash);
        String ending = absolute.substring(absolute.lastIndexOf('*') + 1);
        if (Folder.exists(host, folder)) {
            Folder.list(host, folder).stream().map(Folder.Entry::name).filter(name -> name.endsWith(ending)).sorted()
                    .forEach(name -> readConfiguration(folder + "/" + name));
        }
    }
}
