package learnc.lessons.kit;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import learnc.runtime.cgroup.MountLine;
import learnc.runtime.cli.Main;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Places;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.Trace;

/// The words that every cell has at hand.
public final class Kit {

    /// Every kind of namespace but that of users.
    public static final long ALL_NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWCGROUP;

    private static final Streams STREAMS = Streams.taken();
    private static final Recording RECORDING = new Recording();
    private static final Trace TRACE = new Trace(Header.now("lesson", List.of()), System.err::println, RECORDING);
    private static final Linux LINUX = new Linux(TRACE);
    private static final Map<Kernel, Init> INITS = new HashMap<>();

    /// System calls of the process that runs the cells: what learnc does on the host.
    public static final Kernel host = LINUX.host();

    private Kit() {
    }

    /// Linux, for those classes of the runtime that make their own inits.
    public static Linux linux() {
        return LINUX;
    }

    /// Where images and containers of this lesson are kept.
    public static Places places() {
        return new Places(System.getenv("LEARNC_ROOT"), System.getenv("LEARNC_RUN"));
    }

    /// A process with all namespaces for itself (but the users'), which does what we say, a system call at a time.
    public static Kernel newInit() {
        return newInit(ALL_NAMESPACES);
    }

    /// A process that does what we say.
    ///
    /// @param namespaces `CLONE_NEW…` flags of those that it gets for itself; 0 for none
    public static Kernel newInit(long namespaces) {
        Init init = LINUX.newInit(namespaces);
        INITS.put(init.inside(), init);
        return init.inside();
    }

    /// Ends such a process.
    public static void end(Kernel init) {
        LINUX.end(host, INITS.remove(init));
    }

    /// The same process as the stages of the runtime know it.
    public static Init asInit(Kernel init) {
        return INITS.get(init);
    }

    /// Its number on the host.
    public static int pid(Kernel process) {
        return process.actor().pid();
    }

    /// The mounts that a process sees.
    public static Table mounts(Kernel process) {
        List<List<String>> rows = MountLine.all(WholeFile.text(host, "/proc/" + pid(process) + "/mountinfo")).stream()
                .map(mount -> List.of(mount.mountPoint(), mount.type(), String.join(",", mount.options()))).toList();
        return new Table(List.of("target", "type", "options"), rows);
    }

    /// The namespaces that a process is in.
    public static Table namespaces(Kernel process) {
        var rows = new ArrayList<List<String>>();
        for (String kind : List.of("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")) {
            String link = host.readlinkat(AT_FDCWD, "/proc/" + pid(process) + "/ns/" + kind);
            rows.add(List.of(kind, link.substring(link.indexOf('[') + 1, link.length() - 1)));
        }
        return new Table(List.of("kind", "number"), rows);
    }

    /// A line of /proc/PID/status of a process, as `CapEff` or `NSpid`.
    public static String status(Kernel process, String field) {
        for (String line : WholeFile.text(host, "/proc/" + pid(process) + "/status").split("\n")) {
            if (line.startsWith(field + ":")) {
                return line.substring(field.length() + 1).strip();
            }
        }
        throw new IllegalArgumentException("no line " + field + " in /proc/PID/status");
    }

    /// The processes that there are.
    public static Table processes() {
        var rows = new ArrayList<List<String>>();
        for (Folder.Entry entry : Folder.list(host, "/proc")) {
            String stat = entry.name().matches("\\d+") ? stat(entry.name()) : null;
            if (stat != null) {
                String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                rows.add(List.of(entry.name(), behindName[1], stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))));
            }
        }
        return new Table(List.of("pid", "parent", "name"), rows);
    }

    /// Null when the process has ended since it was listed.
    private static String stat(String pid) {
        try {
            return WholeFile.text(host, "/proc/" + pid + "/stat");
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ESRCH)) {
                return null;
            }
            throw refusal;
        }
    }

    /// The processes that there are, each below its parent.
    public static Tree processTree() {
        return Tree.of("1", processes());
    }

    /// Shows a value at once, in the form that it likes best; where only text can be shown, as text.
    public static void show(Object value) {
        if (!(value instanceof Displayed displayed && DisplayChannel.send(DisplayChannel.SHOWN, displayed.display()))) {
            System.out.println(value);
        }
    }

    /// The names in a directory, in order.
    public static List<String> files(String directory) {
        return Folder.list(host, directory).stream().map(Folder.Entry::name).sorted().toList();
    }

    /// A file's content.
    public static String read(String path) {
        return WholeFile.text(host, path);
    }

    /// A file's content as a process sees it.
    public static String read(Kernel process, String path) {
        return WholeFile.text(process, path);
    }

    /// Makes a file, or replaces it.
    public static void write(String path, String content) {
        WholeFile.write(host, path, content, 0644);
    }

    /// Sets a control file, as `echo VALUE > PATH` does.
    public static void set(String path, String value) {
        WholeFile.set(host, path, value);
    }

    /// Makes a directory and those above it.
    public static String directory(String path) {
        Folder.makeAll(host, path, 0755);
        return path;
    }

    /// The directory of the hierarchy of control groups that has this controller: `/sys/fs/cgroup/pids` with cgroup v1,
    /// `/sys/fs/cgroup` with v2. In a sandbox it is the lesson's own group.
    public static String hierarchy(String controller) {
        String ofOneController = "/sys/fs/cgroup/" + controller;
        return Folder.exists(host, ofOneController) ? ofOneController : "/sys/fs/cgroup";
    }

    /// Whether this controller is in a hierarchy of cgroup v2.
    public static boolean isCgroup2(String controller) {
        return Folder.exists(host, hierarchy(controller) + "/cgroup.controllers");
    }

    /// A new control group of this lesson's own.
    ///
    /// @return its directory
    public static String group(String controller, String name) {
        return directory(hierarchy(controller) + "/" + name);
    }

    /// An empty directory of this lesson's own, into which everybody may look.
    public static String scratch() {
        try {
            String scratch = Files.createTempDirectory(Path.of(System.getProperty("learnc.lesson.folder", System.getProperty("java.io.tmpdir"))), "scratch").toString();
            host.fchmodat(AT_FDCWD, scratch, 0755);
            return scratch;
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }

    /// What learnc itself says to these words: `learnc("run", "learnc/shell", "true")`. Prints what the command prints.
    ///
    /// @return its exit code
    public static int learnc(String... words) {
        try {
            return Main.run(words);
        } finally {
            showOutput();
        }
    }

    /// What a shell prints that executes this: `sh("ip -brief link")`.
    public static String sh(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.stripTrailing();
        } catch (IOException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// What the program of an init has printed by now.
    public static void showOutput() {
        STREAMS.show();
    }

    /// Every system call that the cells have made so far.
    public static Recording trace() {
        TRACE.awaitWritten();
        return RECORDING.after(0);
    }

    /// The system calls that this makes.
    public static Recording traced(Runnable action) {
        int before = trace().size();
        action.run();
        return trace().after(before);
    }

    /// The lines of a text in which a word stands.
    public static String grep(String word, String text) {
        try (Stream<String> lines = text.lines()) {
            return String.join("\n", lines.filter(line -> line.contains(word)).toList());
        }
    }
}
