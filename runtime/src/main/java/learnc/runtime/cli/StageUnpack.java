package learnc.runtime.cli;

import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.stage.unpack.Unpack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `learnc stage unpack`: from layers to a root file system, which stays to be looked at.
@Command(name = "unpack", description = "Stage 2: lay an image's layers over each other. The root file system stays, and its path is shown.",
        footer = {"%n'learnc cleanup' takes it away again.", "%nExamples:", "  learnc stage unpack --trace learnc/shell",
            "  ls -l $(learnc stage unpack learnc/shell)"})
final class StageUnpack extends StageOptions implements Runnable {

    @Parameters(paramLabel = "IMAGE", description = "A reference, or the path of an OCI layout or archive.")
    String image;

    @Mixin
    RightsOptions rights;

    @Override
    public void run() {
        ContainerRequest request = request(image, rights.userMapping(), Limits.NONE, NO_NETWORK);
        try (Doors doors = Doors.open(spec, trace)) {
            Image pulled = StagePull.pulled(doors, this, image);
            Container container = new Containers(doors.host(), where.places()).create(State.of(request, doors.host().getpid()));
            Rootfs rootfs = new Unpack(doors.host(), doors.linux(), where.places(), container.ledger()).rootfs(pulled, request);
            container.letGo();
            show(rootfs.path());
        }
    }
}
