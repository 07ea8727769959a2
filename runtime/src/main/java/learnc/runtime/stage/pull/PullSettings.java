package learnc.runtime.stage.pull;

import java.util.Map;
import java.util.function.Supplier;

import learnc.runtime.kernel.Architecture;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Platform;

/// What may differ from one pull to another.
///
/// @param platform    the machine that the image must be for
/// @param credentials for the registry; null for those of `docker login`, or none
/// @param listener    hears how it proceeds
/// @param homeMade    images that learnc makes itself when they are missing, by their full name
public record PullSettings(Platform platform, Credentials credentials, PullListener listener, Map<String, Supplier<Image>> homeMade) {

    /// An image for this machine, asked for without credentials, in silence.
    public static final PullSettings USUAL =
            new PullSettings(Platform.linux(Architecture.CURRENT.ociName()), null, PullListener.SILENT, Map.of());

    /// For another machine.
    public PullSettings forPlatform(Platform other) {
        return new PullSettings(other, credentials, listener, homeMade);
    }

    /// With a name and a password.
    public PullSettings as(Credentials user) {
        return new PullSettings(platform, user, listener, homeMade);
    }

    /// With somebody who hears how it proceeds.
    public PullSettings heardBy(PullListener hears) {
        return new PullSettings(platform, credentials, hears, homeMade);
    }

    /// With images that learnc makes itself.
    public PullSettings making(Map<String, Supplier<Image>> makers) {
        return new PullSettings(platform, credentials, listener, makers);
    }
}
