package learnc.runtime.own;

import java.util.Map;
import java.util.function.Consumer;

import learnc.runtime.ContainerRun;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Stage;
import learnc.runtime.stage.cgroups.Cgroups;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.namespaces.Namespaces;
import learnc.runtime.stage.network.Network;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.stage.unpack.Unpack;

/// A run in which a student's method stands in for one stage.
public final class OwnRun extends ContainerRun {

    private final Kernel host;
    private final Inits inits;
    private final Places places;
    private final PullSettings registries;
    private final Map<Stage, OwnMethod> own;

    /// @param own the stages that are replaced; the rest as [ContainerRun]
    public OwnRun(Kernel host, Inits inits, Places places, PullSettings registries, Consumer<String> remarks, Map<Stage, OwnMethod> own) {
        super(host, inits, places, registries, remarks);
        this.host = host;
        this.inits = inits;
        this.places = places;
        this.registries = registries;
        this.own = own;
    }

    @Override
    protected Pull pull() {
        return own.containsKey(Stage.PULL) ? new OwnPull(own.get(Stage.PULL), host, places, registries) : super.pull();
    }

    @Override
    protected Unpack unpack(Ledger ledger) {
        return own.containsKey(Stage.UNPACK) ? new OwnUnpack(own.get(Stage.UNPACK), host, inits, places, ledger) : super.unpack(ledger);
    }

    @Override
    protected Namespaces namespaces(Ledger ledger) {
        return own.containsKey(Stage.NAMESPACES) ? new OwnNamespaces(own.get(Stage.NAMESPACES), host, inits, ledger, places) : super.namespaces(ledger);
    }

    @Override
    protected Cgroups cgroups(Ledger ledger) {
        return own.containsKey(Stage.CGROUPS) ? new OwnCgroups(own.get(Stage.CGROUPS), host, ledger) : super.cgroups(ledger);
    }

    @Override
    protected Network network(Ledger ledger) {
        return own.containsKey(Stage.NETWORK) ? new OwnNetwork(own.get(Stage.NETWORK), host, ledger, places) : super.network(ledger);
    }

    @Override
    protected Exec exec() {
        return own.containsKey(Stage.EXEC) ? new OwnExec(own.get(Stage.EXEC), host) : super.exec();
    }
}
