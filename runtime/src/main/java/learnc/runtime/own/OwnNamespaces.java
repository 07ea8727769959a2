package learnc.runtime.own;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.stage.namespaces.Namespaces;

/// The stage namespaces, by a student's method.
final class OwnNamespaces extends Namespaces {

    private final OwnMethod method;
    private final Kernel host;
    private final Inits inits;
    private final Ledger ledger;
    private final Places places;

    OwnNamespaces(OwnMethod method, Kernel host, Inits inits, Ledger ledger, Places places) {
        super(host, inits, ledger, places);
        this.method = method;
        this.host = host;
        this.inits = inits;
        this.ledger = ledger;
        this.places = places;
    }

    @Override
    public Init init(Rootfs rootfs, ContainerRequest request) {
        return method.call(Init.class, host, inits, ledger, places, rootfs, request);
    }
}
