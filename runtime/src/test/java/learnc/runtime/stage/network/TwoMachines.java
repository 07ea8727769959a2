package learnc.runtime.stage.network;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.network.Disconnection;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.NetworkRequest.Port;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;

/// A playground that cannot disturb this machine: the part of the host is played by a puppet in a network namespace of its
/// own, and containers by others. Debian's own commands look at the result.
final class TwoMachines implements AutoCloseable {

    final List<Made> made = Collections.synchronizedList(new ArrayList<>());
    final Places places;
    final Init host;
    private static final int TIMED_OUT = 124;
    private final Linux linux;
    private final Path directory;
    private final List<Init> inits = Collections.synchronizedList(new ArrayList<>());
    private int containers;

    TwoMachines() {
        this(UnaryOperator.identity());
    }

    TwoMachines(UnaryOperator<Door> watch) {
        try {
            directory = Files.createTempDirectory("learnc-network");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        places = new Places(directory + "/lib", directory + "/run");
        linux = new Linux(watch);
        host = box();
        shell(host, "ip link set lo up");
    }

    /// A process in an empty network namespace.
    Init box() {
        Init init = linux.newInit(CLONE_NEWNET);
        inits.add(init);
        return init;
    }

    /// One more process in the host's network namespace.
    Kernel anotherInHostNamespace() {
        Init init = linux.newInit(0);
        inits.add(init);
        int namespace = init.inside().openat(OpenFlags.AT_FDCWD, "/proc/" + host.pid() + "/ns/net", OpenFlags.O_RDONLY, 0);
        init.inside().setns(namespace, CLONE_NEWNET);
        return init.inside();
    }

    /// Undoes what the ledger lists, from the end.
    void undo() {
        undo(new Disconnection(host.inside()), made);
    }

    static void undo(Disconnection disconnection, List<Made> made) {
        for (Made thing : made.reversed()) {
            switch (thing) {
                case Made.Link link -> disconnection.link(link.name());
                case Made.NatRules rules -> disconnection.natRules(rules.containerId());
                default -> throw new AssertionError(thing);
            }
        }
    }

    /// A door to a kernel that has no nftables.
    static Door withoutNftables(Door door) {
        return new Door() {
            @Override
            public long pass(Call call) {
                boolean isNetfilter = call.systemCall() == SystemCall.SOCKET && call.toString().contains("NETLINK_NETFILTER");
                return isNetfilter ? -Errno.EPROTONOSUPPORT.number() : door.pass(call);
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    /// Makes a container's process execute a program that does nothing, for as long as the test runs.
    void becomeProgram(Init init) {
        init.inside().execve("/bin/sleep", List.of("sleep", "100"), List.of());
        linux.release(init);
    }

    Kernel hostKernel() {
        return host.inside();
    }

    Network network() {
        return new Network(host.inside(), made::add, places);
    }

    ContainerRequest request(Mode mode, Port... ports) {
        String id = Long.toHexString(0x1000_0000_0000_0000L + System.nanoTime()).substring(1, 13) + "000000".substring(Integer.toString(++containers).length()) + containers;
        id = new StringBuilder(id).reverse() + "0".repeat(64 - id.length());
        try {
            Files.createDirectories(Path.of(places.container(id)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ContainerRequest(id, "test", "image", List.of(), null, List.of(), null, null, List.of(), "box", false, List.of(), null,
                new Terminal(false, false), new Rights(List.of(), List.of(), true), Limits.NONE, new NetworkRequest(mode, List.of(ports), List.of()));
    }

    String file(ContainerRequest request, String name) {
        try {
            return Files.readString(Path.of(places.container(request.id()), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a shell command in the network namespace of an init.
    ///
    /// @return what it printed, both streams
    static String shell(Init where, String command) {
        return finish(start(where, "timeout", "10", "sh", "-c", command));
    }

    /// Starts a command that is to run beside the test. Give it to `exec`, so that ending this process ends the command.
    static Process background(Init where, String command) {
        return start(where, "sh", "-c", command);
    }

    private static Process start(Init where, String... command) {
        try {
            var words = new ArrayList<>(List.of("nsenter", "--net=/proc/" + where.pid() + "/ns/net"));
            words.addAll(List.of(command));
            return new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String finish(Process process) {
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() == TIMED_OUT) {
                throw new AssertionError("the command took too long; it printed " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything that Debian's commands show about the host's network.
    String census() {
        return shell(host, "ip -o link; ip -o address; ip route show table all; nft -s list ruleset");
    }

    /// Ends a container's process.
    void end(Init init) {
        if (inits.remove(init)) {
            linux.host().pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
            linux.release(init);
            linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
            linux.host().close(init.pidfd());
        }
    }

    @Override
    public void close() {
        for (Init init : List.copyOf(inits)) {
            end(init);
        }
        linux.close();
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Collections.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
