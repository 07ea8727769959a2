package learnc.runtime.own;

import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.stage.unpack.Unpack;

/// The stage unpack, by a student's method.
final class OwnUnpack extends Unpack {

    private final OwnMethod method;
    private final Kernel host;
    private final Inits inits;
    private final Places places;
    private final Ledger ledger;

    OwnUnpack(OwnMethod method, Kernel host, Inits inits, Places places, Ledger ledger) {
        super(host, inits, places, ledger);
        this.method = method;
        this.host = host;
        this.inits = inits;
        this.places = places;
        this.ledger = ledger;
    }

    @Override
    public Rootfs rootfs(Image image, ContainerRequest request) {
        return method.call(Rootfs.class, host, inits, places, ledger, image, request);
    }
}
