package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;

import learnc.runtime.image.ImageStore;
import learnc.runtime.image.shell.ShellImage;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Platform;
import learnc.runtime.stage.pull.Credentials;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullListener;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc pull`: brings an image into the store, as it is at its source now.
@Command(name = "pull", sortOptions = false, description = "Get an image from a registry, a folder or an archive.",
        customSynopsis = "learnc pull [OPTIONS] IMAGE",
        footer = {"%nExamples:",
            "  learnc pull alpine                         docker.io/library/alpine:latest",
            "  learnc pull --trace ghcr.io/team/app:1.2   with every system call",
            "  learnc pull alpine@sha256:…                exactly this one",
            "  learnc pull --platform linux/arm64 alpine  for another machine",
            "  learnc pull ./folder:tag                   an OCI image layout",
            "  learnc pull ./alpine.tar                   what docker save has written",
            "%nPlain http is spoken only with 127.0.0.1, ::1 and localhost. What an interrupted pull has got is kept for the next."})
final class PullImage implements Runnable {

    @Parameters(index = "0", paramLabel = "IMAGE", description = "A reference, or the path of an OCI layout or archive.")
    String image;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "For another kind of machine, such as linux/arm64.")
    String platform;

    @Option(names = {"-q", "--quiet"}, description = "Print only the digest.")
    boolean isQuiet;

    @Option(names = "--progress", defaultValue = "AUTO", paramLabel = "HOW", description = "Bars or lines: ${COMPLETION-CANDIDATES}.")
    PullProgress.Mode progress = PullProgress.Mode.AUTO;

    @Option(names = "--creds", paramLabel = "USER:PASSWORD", description = "For the registry; else what docker login has written down.")
    String credentials;

    @Mixin
    TraceOptions trace = new TraceOptions();

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        try (Trace watch = trace.isOn() ? trace.begin(spec.commandLine().getErr(), Version.learncVersion(), new Called.ByPicocli(spec).line()) : null;
                Linux linux = watch == null ? new Linux(door -> door) : new Linux(watch)) {
            Kernel host = linux.host();
            ImageStore store = new ImageStore(host, where.places());
            Image pulled = new Pull(host, store, settings(host, store)).fresh(image);
            PrintWriter out = spec.commandLine().getOut();
            out.println(isQuiet ? store.sourceDigest(ImageReference.of(pulled.reference())).toString() : pulled.reference());
            out.flush();
        }
    }

    private PullSettings settings(Kernel host, ImageStore store) {
        PullSettings usual = PullSettings.USUAL.heardBy(listener()).making(homeMade(host, store));
        PullSettings forMachine = platform == null ? usual : usual.forPlatform(Platform.of(platform));
        return credentials == null ? forMachine : forMachine.as(Credentials.of(credentials));
    }

    private PullListener listener() {
        return isQuiet ? PullListener.SILENT : PullProgress.of(progress, spec.commandLine().getErr(), trace.isOn());
    }

    /// The images that learnc makes itself, by their full name.
    static Map<String, Supplier<Image>> homeMade(Kernel host, ImageStore store) {
        return Map.of(ImageReference.of(ShellImage.NAME).toString(), () -> new ShellImage(host, store).make());
    }
}
