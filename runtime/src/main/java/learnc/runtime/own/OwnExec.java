package learnc.runtime.own;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.exec.Session;

/// The stage exec, by a student's method.
final class OwnExec extends Exec {

    private final OwnMethod method;
    private final Kernel host;

    OwnExec(OwnMethod method, Kernel host) {
        super(host);
        this.method = method;
        this.host = host;
    }

    @Override
    public Session start(Init init, ImageConfig config, ContainerRequest request) {
        return method.call(Session.class, host, init, config, request);
    }
}
