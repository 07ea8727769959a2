package learnc.runtime.own;

import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Places;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullSettings;

/// The stage pull, by a student's method.
final class OwnPull extends Pull {

    private final OwnMethod method;
    private final Kernel host;
    private final Places places;
    private final PullSettings registries;

    OwnPull(OwnMethod method, Kernel host, Places places, PullSettings registries) {
        super(host, new ImageStore(host, places), registries);
        this.method = method;
        this.host = host;
        this.places = places;
        this.registries = registries;
    }

    @Override
    public Image image(String reference) {
        return method.call(Image.class, host, places, new ImageStore(host, places), registries, reference);
    }
}
