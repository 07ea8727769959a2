package learnc.labs.check;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_NONBLOCK;
import static learnc.runtime.kernel.OpenFlags.O_PATH;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;

/// A process of the student's, as it looks from outside: its number is from the witness, everything else from /proc.
///
/// What has ended reads as empty text or an empty list, never as an exception: a student's process may end at any moment.
///
/// @param pid its number on the host
public record Seen(int pid) {

    private static final int TOOL_SECONDS = 20;
    private static final int MOST_FILE_BYTES = 1 << 20;

    /// The namespace that it is in: `uts:[4026531838]`.
    ///
    /// @param kind mnt, pid, uts, ipc, net, user or cgroup
    public String namespace(String kind) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + kind)).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /// A line of /proc/PID/status: `status("CapEff")`, `status("NSpid")`.
    public String status(String field) {
        return text("status").lines().filter(line -> line.startsWith(field + ":")).map(line -> line.substring(field.length() + 1).strip()).findFirst().orElse("");
    }

    /// A file of /proc/PID: `text("cmdline")`, `text("environ")`, `text("limits")`.
    public String text(String file) {
        return content(Path.of("/proc/" + pid, file));
    }

    /// The mounts that it sees.
    public List<MountLine> mounts() {
        return MountLine.all(text("mountinfo"));
    }

    /// The mount at a path, the one on top; null when there is none.
    public MountLine mount(String path) {
        return mounts().stream().filter(mount -> mount.mountPoint().equals(path)).reduce((below, above) -> above).orElse(null);
    }

    /// The directory on the host of the group that it is in.
    ///
    /// @param controller `memory`, `pids`, `cpu`; with cgroup v2 there is one group for all
    /// @return null when there is no such hierarchy, or the process has ended
    public Path group(String controller) {
        for (String line : text("cgroup").split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                return directory("cgroup", controller, parts[2]);
            }
        }
        return text("cgroup").lines().filter(line -> line.startsWith("0::")).findFirst().map(line -> directory("cgroup2", null, line.substring(3))).orElse(null);
    }

    private static Path directory(String type, String controller, String path) {
        return MountLine.all(content(Path.of("/proc/self/mountinfo"))).stream()
                .filter(mount -> mount.type().equals(type) && (controller == null || mount.superOptions().contains(controller)))
                .findFirst().map(mount -> Path.of(mount.mountPoint() + path)).orElse(null);
    }

    /// What stands in the first of these files of its group: `groupFile("memory", "memory.max", "memory.limit_in_bytes")` is good for
    /// cgroup v1 and v2. Empty when there is none.
    public String groupFile(String controller, String... names) {
        Path group = group(controller);
        for (String name : names) {
            if (group != null && Files.exists(group.resolve(name))) {
                return content(group.resolve(name)).strip();
            }
        }
        return "";
    }

    /// A plain file as it sees it; symlinks lead nowhere but into its own root. Empty when there is none.
    public String file(String path) {
        String content = opened(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, (kernel, file) -> new String(WholeFile.rest(kernel, file, MOST_FILE_BYTES), StandardCharsets.UTF_8));
        return content == null ? "" : content;
    }

    /// What kind of file is at a path, as it sees it, whose and how many names it has; a symlink at the end is not followed. Null
    /// when there is nothing.
    public FileStatus fileStatus(String path) {
        return opened(path, O_PATH | O_NOFOLLOW | O_CLOEXEC, (kernel, file) -> kernel.statx(file, "", AT_EMPTY_PATH));
    }

    private <T> T opened(String path, long flags, BiFunction<Kernel, Integer, T> use) {
        Kernel kernel = new Linux(UnaryOperator.identity()).host();
        int root = -1;
        int file = -1;
        try {
            root = kernel.openat(AT_FDCWD, "/proc/" + pid + "/root", O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
            file = kernel.openat2(root, path, flags, 0, RESOLVE_IN_ROOT);
            return use.apply(kernel, file);
        } catch (KernelRefusal refusal) {
            return null;
        } finally {
            close(kernel, file);
            close(kernel, root);
        }
    }

    private static void close(Kernel kernel, int descriptor) {
        if (descriptor >= 0) {
            kernel.close(descriptor);
        }
    }

    /// What a tool of the host says in its network and UTS namespaces, but with the host's files: `inItsNetwork("ip", "-o", "address")`,
    /// `inItsNetwork("hostname")`. Nothing of the student's is executed.
    public String inItsNetwork(String... command) {
        var words = new ArrayList<>(List.of("nsenter", "--target=" + pid, "--net", "--uts", "--"));
        words.addAll(List.of(command));
        return output(words);
    }

    private static String output(List<String> words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread.startVirtualThread(() -> endLater(process));
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException refused) {
            return "";
        }
    }

    private static void endLater(Process process) {
        try {
            if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
