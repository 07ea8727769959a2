package learnc.runtime;

import java.util.function.Consumer;

import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.container.Undo;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.stage.cgroups.Cgroups;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.exec.Program;
import learnc.runtime.stage.exec.Session;
import learnc.runtime.stage.namespaces.Namespaces;
import learnc.runtime.stage.network.Connection;
import learnc.runtime.stage.network.Network;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.stage.unpack.Unpack;

/// READ ME FIRST: how a container comes to life, in six calls, and how everything is taken back.
public class ContainerRun {

    private final Kernel host;
    private final Inits inits;
    private final Places places;
    private final PullSettings registries;
    private final Consumer<String> remarks;

    /// @param host       makes system calls in learnc's own process
    /// @param inits      where the container's first process comes from
    /// @param places     where images and containers are kept
    /// @param registries how images are fetched
    /// @param remarks    gets a sentence about each thing that is not quite as it was asked for
    public ContainerRun(Kernel host, Inits inits, Places places, PullSettings registries, Consumer<String> remarks) {
        this.host = host;
        this.inits = inits;
        this.places = places;
        this.registries = registries;
        this.remarks = remarks;
    }

    /// Runs a program in a new container and waits for its end. Whatever happens, nothing of the container stays.
    ///
    /// @param stop may give the run up until the program runs
    /// @return the program's exit code, or 128 + the signal that has ended it
    /// @throws learnc.runtime.spec.Failure         when it cannot be run, with the exit code that Docker would give
    /// @throws learnc.runtime.kernel.KernelRefusal when Linux refuses a step
    @Why(call = "getpid", value = "Asks for learnc's own number, which is written into the container's state.",
            without = "Nobody could see which learnc looks after which container.")
    public int run(ContainerRequest request, Stop stop) {
        Container container = new Containers(host, places).create(State.of(request, host.getpid()));
        try {
            return life(container, request);
        } catch (RuntimeException failure) {
            throw stop.cause(failure);
        } finally {
            stop.tooLate();
            container.end(new Undo(host, places, new StageRemovals(host))).forEach(remarks);
        }
    }

    private int life(Container container, ContainerRequest request) {
        Ledger ledger = container.ledger();
        Image image = pull().image(request.image());
        Rootfs rootfs = unpack(ledger).rootfs(image, request);
        Init init = namespaces(ledger).init(rootfs, request);
        try (var process = new ProgramProcess(host, inits, init)) {
            Cgroup cgroup = cgroups(ledger).confine(init, request);
            Network network = network(ledger);
            Connection connection = network.connect(init, request);
            cgroup.remarks().forEach(remarks);
            connection.warnings().forEach(remarks);
            try (Session session = exec().start(init, image.configuration(), request)) {
                container.runs(Program.of(image.configuration(), request).command(),
                        Description.of(host, init, image.configuration(), request, cgroup, connection));
                return process.exitCode();
            } finally {
                network.release(connection);
            }
        }
    }

    /// The first stage. These six are methods of their own so that a student's stage can stand in for one (`--stage`).
    protected Pull pull() {
        return new Pull(host, new ImageStore(host, places), registries);
    }

    /// The second stage.
    protected Unpack unpack(Ledger ledger) {
        return new Unpack(host, inits, places, ledger);
    }

    /// The third stage.
    protected Namespaces namespaces(Ledger ledger) {
        return new Namespaces(host, inits, ledger, places);
    }

    /// The fourth stage.
    protected Cgroups cgroups(Ledger ledger) {
        return new Cgroups(host, ledger);
    }

    /// The fifth stage.
    protected Network network(Ledger ledger) {
        return new Network(host, ledger, places);
    }

    /// The last stage.
    protected Exec exec() {
        return new Exec(host);
    }
}
