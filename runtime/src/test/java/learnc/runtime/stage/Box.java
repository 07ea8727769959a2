package learnc.runtime.stage;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.exec.Session;
import learnc.runtime.stage.namespaces.Namespaces;

/// For tests of the real kernel: a root directory with a static busybox in it, and a run through the two stages that make a
/// process of it. What the program prints goes to a file, because a test's own output belongs to its runner.
public final class Box implements AutoCloseable {

    private static final String BUSYBOX = "/usr/bin/busybox";
    private static final List<String> COMMANDS = List.of("sh", "cat", "echo", "id", "ls", "stat", "sleep", "true", "env", "hostname", "mount",
            "grep", "sed", "sort", "readlink", "touch", "mkdir", "test", "tr", "head", "cut", "kill", "tty", "stty", "dd", "pwd");

    public final Path folder;
    public final Path root;
    public final Path out;
    public final Places places;
    public final List<Made> ledger = new ArrayList<>();
    public final Linux linux;

    // What the request says; a test changes what it is about.
    public final String id = HexFormat.of().formatHex(randomBytes());
    public final List<Volume> volumes = new ArrayList<>();
    public List<String> environment = List.of();
    public List<String> furtherGroups = List.of();
    public List<String> imageEnvironment = List.of();
    public String entrypoint;
    public String workingDirectory;
    public String user;
    public String hostname;
    public boolean isReadOnly;
    public UserMapping userMapping;
    public Terminal terminal = new Terminal(false, false);
    public Rights rights = new Rights(List.of(), List.of(), false);
    public NetworkRequest.Mode network = NetworkRequest.Mode.NONE;

    public Box() {
        this(UnaryOperator.identity());
    }

    /// @param watch is put around every door
    public Box(UnaryOperator<Door> watch) {
        linux = new Linux(watch);
        try {
            folder = Files.createTempDirectory(Path.of("/var/tmp"), "learnc-box-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            root = Files.createDirectories(folder.resolve("rootfs"));
            out = Files.createDirectories(folder.resolve("out"));
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
            places = new Places(folder + "/var", folder + "/run");
            Files.createDirectories(Path.of(places.run(), "containers"));
            Path bin = Files.createDirectories(root.resolve("bin"));
            Files.createDirectories(root.resolve("etc"));
            Files.createDirectories(root.resolve("tmp"));
            Files.copy(Path.of(BUSYBOX), bin.resolve("busybox"));
            for (String command : COMMANDS) {
                Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        volumes.add(new Volume.Bind(out.toString(), "/out", false));
    }

    private static byte[] randomBytes() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// Asks for a user namespace, and gives the image to its root, as the stage unpack would.
    public void mapUsers(UserMapping mapping) {
        userMapping = mapping;
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", mapping.hostFirst(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", mapping.hostFirst(), LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a file into the image.
    public Path write(String path, String content) {
        try {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ContainerRequest request(String... arguments) {
        return new ContainerRequest(id, null, "box", List.of(arguments), entrypoint, environment, workingDirectory, user, furtherGroups,
                hostname, isReadOnly, List.copyOf(volumes), userMapping, terminal, rights, Limits.NONE,
                new NetworkRequest(network, List.of(), List.of()));
    }

    public ImageConfig config() {
        return new ImageConfig(imageEnvironment, List.of(), List.of(), "", "", "", List.of(), List.of(), Map.of(), new Platform("linux", "amd64", ""));
    }

    /// The stage namespaces alone.
    public Init init(String... arguments) {
        return new Namespaces(linux.host(), linux, ledger::add, places).init(new Rootfs(root.toString()), request(arguments));
    }

    /// Runs a program until it ends.
    ///
    /// @return its exit code
    public int run(String... arguments) {
        ContainerRequest request = request(arguments);
        Init init = init(arguments);
        return finish(init, request);
    }

    /// The stage exec, and the wait for the end.
    public int finish(Init init, ContainerRequest request) {
        Session session;
        try {
            session = new Exec(linux.host()).start(init, config(), request);
        } catch (RuntimeException failure) {
            end(init);
            throw failure;
        }
        return await(init, session);
    }

    /// Runs a script of the shell. What it prints is what this returns.
    public String sh(String script) {
        int code = run("sh", "-c", "exec >/out/text 2>&1\n" + script);
        return code == 0 ? text() : text() + "exit " + code + "\n";
    }

    /// What the last script has printed.
    public String text() {
        try {
            return Files.readString(out.resolve("text"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the end of a program, then closes its session.
    public int await(Init init, Session session) {
        linux.release(init);
        int code = linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode();
        session.close();
        linux.host().close(init.pidfd());
        return code;
    }

    public void end(Init init) {
        linux.host().pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        linux.release(init);
        linux.host().close(init.pidfd());
    }

    @Override
    public void close() {
        linux.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder + " " + Arrays.asList(folder.toFile().list());
    }
}
