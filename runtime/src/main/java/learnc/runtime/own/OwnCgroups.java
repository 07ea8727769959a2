package learnc.runtime.own;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.stage.cgroups.Cgroups;

/// The stage cgroups, by a student's method.
final class OwnCgroups extends Cgroups {

    private final OwnMethod method;
    private final Kernel host;
    private final Ledger ledger;

    OwnCgroups(OwnMethod method, Kernel host, Ledger ledger) {
        super(host, ledger);
        this.method = method;
        this.host = host;
        this.ledger = ledger;
    }

    @Override
    public Cgroup confine(Init init, ContainerRequest request) {
        return method.call(Cgroup.class, host, ledger, init, request);
    }
}
