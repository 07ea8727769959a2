package learnc.runtime.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import learnc.runtime.ContainerRun;
import learnc.runtime.container.Names;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Shown;
import learnc.runtime.spec.Terminal;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullListener;
import learnc.runtime.stage.pull.PullSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc run`: makes a container of an image and runs a program in it.
@Command(name = "run", sortOptions = false, description = "Make a container of an image, and run a program in it.",
        customSynopsis = "learnc run [OPTIONS] IMAGE [COMMAND [ARGUMENT...]]",
        footer = {"%nExamples:",
            "  learnc run learnc/shell echo hello              needs no network at all",
            "  learnc run --trace learnc/shell true            every system call",
            "  learnc run --trace=run.jsonl alpine uname -a    into a file: 'learnc trace'",
            "  learnc run --trace-payload=%%file learnc/shell ls  the program's own calls",
            "  learnc run -it --memory 64m --cpus 0.5 alpine   a shell with limits",
            "  learnc run -p 8080:80 -v ./site:/www:ro alpine httpd -f -h /www",
            "%nThe exit code is the program's own; 125 when learnc failed, 126 when the program cannot be invoked, 127 when "
            + "it does not exist, 128+n when signal n has ended it, 2 when the command line makes no sense."})
final class Run implements Callable<Integer> {

    /// When the image is fetched.
    enum Fetching { ALWAYS, MISSING, NEVER }

    @Parameters(index = "0", arity = "0..1", paramLabel = "IMAGE", description = "A reference, or the path of an OCI layout or archive.")
    String image;

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "Instead of the image's own command.")
    List<String> command = List.of();

    @Option(names = "--name", paramLabel = "NAME", description = "A name for the container, else learnc chooses one.")
    String name;

    @Option(names = "--entrypoint", paramLabel = "PROGRAM", description = "Instead of the image's own entrypoint.")
    String entrypoint;

    @Option(names = "--hostname", paramLabel = "NAME", description = "The host name inside, else the container's id; with --network host the host's own.")
    String hostname;

    @Option(names = "--group-add", paramLabel = "GROUP", description = "One more group for the program.")
    List<String> furtherGroups = List.of();

    @Option(names = "--pull", paramLabel = "WHEN", description = "Fetch the image: ALWAYS, MISSING (the default) or NEVER.")
    Fetching pull = Fetching.MISSING;

    @Option(names = {"-q", "--quiet"}, description = "Say nothing about the fetching.")
    boolean isQuiet;

    @Option(names = "--rm", description = "Accepted, and always so: nothing of a container stays.")
    boolean isRemoved;

    @Option(names = {"-d", "--detach"}, hidden = true)
    boolean isDetached;

    @ArgGroup(validate = false, heading = "%nThe program:%n")
    ProgramOptions program = new ProgramOptions();

    @ArgGroup(validate = false, heading = "%nFiles:%n")
    FileOptions files = new FileOptions();

    @ArgGroup(validate = false, heading = "%nNetwork:%n")
    NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, heading = "%nLimits:%n")
    LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, heading = "%nRights:%n")
    RightsOptions rights = new RightsOptions();

    @Option(names = "--stage", paramLabel = "NAME=FILE", description = "A stage of your own: cgroups=MyCgroups.java has the method 'confine', and stands in"
            + " for learnc's. NAME is pull, unpack, namespaces, cgroups, network or exec.")
    List<String> stages = List.of();

    @ArgGroup(validate = false, heading = "%nBreaking it:%n")
    FaultOptions faults = new FaultOptions();

    @ArgGroup(validate = false, heading = "%nWatching the program:%n")
    PayloadOptions payload = new PayloadOptions();

    @Mixin
    TraceOptions trace = new TraceOptions();

    @Mixin
    Where where = new Where();

    @Mixin
    Common common = new Common();

    Called called;
    private CommandSpec spec;

    /// Options end at the image: what follows belongs to the command.
    @Spec
    void endOptionsAtTheImage(CommandSpec its) {
        spec = its;
        spec.parser().stopAtPositional(true);
        called = new Called.ByPicocli(its);
    }

    @Override
    public Integer call() {
        if (faults.asksForTheList()) {
            BrokenRun.list(called.out());
            return 0;
        }
        if (isDetached) {
            throw Said.misuse("--detach: learnc stays with its container, to take everything back when the program ends"
                    + "\n  try: without -d and with & behind it; 'learnc ps' and 'learnc exec' find the container by its --name");
        }
        if (image == null) {
            throw new ParameterException(spec.commandLine(), "which IMAGE? learnc/shell is always there: learnc run learnc/shell echo hello");
        }
        // First, so that a command line that makes no sense opens nothing.
        if (payload.isOn()) {
            payload.wanted();
            trace.payload = payload;
        }
        ContainerRequest request = request(Names.newId(new Linux(UnaryOperator.identity()).host()));
        if (faults.areAny()) {
            return new BrokenRun(called, where.places()).exitCode(faults, trace, request, this::registries, this::remark);
        }
        try (Doors doors = Doors.open(called, trace)) {
            return run(doors, request);
        }
    }

    private int run(Doors doors, ContainerRequest request) {
        try {
            return containerRun(doors).run(request, doors.stop());
        } catch (RuntimeException failure) {
            doors.tellLastCalls(failure, called.err());
            throw failure;
        }
    }

    private ContainerRun containerRun(Doors doors) {
        if (!stages.isEmpty()) {
            return StageReplacement.run(stages, doors, where.places(), registries(doors), this::remark);
        }
        return new ContainerRun(doors.host(), doors.linux(), where.places(), registries(doors), this::remark);
    }

    /// The image is fetched before the container is made, or not at all, when the user says so.
    private PullSettings registries(Doors doors) {
        var store = new ImageStore(doors.host(), where.places());
        PullSettings settings = PullSettings.USUAL.heardBy(listener()).making(PullImage.homeMade(doors.host(), store));
        switch (pull) {
            case ALWAYS -> new Pull(doors.host(), store, settings).fresh(image);
            case MISSING -> { }
            case NEVER -> refuseIfMissing(store, new Pull(doors.host(), store, settings).name(image));
        }
        return settings;
    }

    private PullListener listener() {
        return isQuiet ? PullListener.SILENT : PullProgress.of(PullProgress.Mode.AUTO, called.err(), trace.isOn());
    }

    private void refuseIfMissing(ImageStore store, ImageReference name) {
        if (store.find(name) == null) {
            throw new Failure("the image " + image + " is not here, and --pull=never forbids to fetch it\n  try: learnc pull " + image);
        }
    }

    private void remark(String sentence) {
        called.err().println("learnc: " + Shown.lines(sentence));
    }

    /// What the command line asks for.
    ContainerRequest request(String id) {
        return new ContainerRequest(id, name(id), image, command, entrypoint, program.environment(), program.workdir, program.user, furtherGroups,
                hostname(), files.isReadOnly, files.volumes(), rights.userMapping(), new Terminal(program.isInteractive, program.hasTerminal),
                rights.rights(), limits.limits(), network.request());
    }

    /// As Docker does: whoever shares the host's network has the host's name, too, though in a UTS namespace of its own.
    private String hostname() {
        boolean hasHostsName = hostname == null && network.isHosts();
        return hasHostsName ? WholeFile.text(new Linux(UnaryOperator.identity()).host(), "/proc/sys/kernel/hostname").strip() : hostname;
    }

    private String name(String id) {
        if (name != null && !Names.isName(name)) {
            throw Said.misuse("--name: '" + name + "' is no name: letters and digits, and after the first of them also _ . -");
        }
        return name == null ? Names.spoken(id) : name;
    }
}
