package learnc.runtime.own;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Places;
import learnc.runtime.stage.network.Connection;
import learnc.runtime.stage.network.Network;

/// The stage network, by a student's method.
final class OwnNetwork extends Network {

    private final OwnMethod method;
    private final Kernel host;
    private final Ledger ledger;
    private final Places places;

    OwnNetwork(OwnMethod method, Kernel host, Ledger ledger, Places places) {
        super(host, ledger, places);
        this.method = method;
        this.host = host;
        this.ledger = ledger;
        this.places = places;
    }

    @Override
    public Connection connect(Init init, ContainerRequest request) {
        return method.call(Connection.class, host, ledger, places, init, request);
    }
}
