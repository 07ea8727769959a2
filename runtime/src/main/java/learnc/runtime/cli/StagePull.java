package learnc.runtime.cli;

import learnc.runtime.image.ImageStore;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Layer;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `learnc stage pull`: from a name to a list of layers in the store.
@Command(name = "pull", description = "Stage 1: from a name to an image in the store. Shows its parts, which stay.",
        footer = {"%nExample:", "  learnc stage pull --trace alpine"})
final class StagePull extends StageOptions implements Runnable {

    @Parameters(paramLabel = "IMAGE", description = "A reference, or the path of an OCI layout or archive.")
    String image;

    @Override
    public void run() {
        try (Doors doors = Doors.open(spec, trace)) {
            show(pulled(doors, this, image));
        }
    }

    private void show(Image pulled) {
        show("image     " + pulled.reference());
        show("manifest  " + pulled.manifest());
        show("config    " + pulled.config());
        for (Layer layer : pulled.layers()) {
            show("layer     " + layer.blob() + "  " + layer.sizeBytes() + " bytes");
        }
    }

    static Image pulled(Doors doors, StageOptions stage, String image) {
        var store = new ImageStore(doors.host(), stage.where.places());
        var progress = PullProgress.of(PullProgress.Mode.AUTO, stage.spec.commandLine().getErr(), stage.trace.isOn());
        PullSettings settings = PullSettings.USUAL.heardBy(progress).making(PullImage.homeMade(doors.host(), store));
        return new Pull(doors.host(), store, settings).image(image);
    }
}
