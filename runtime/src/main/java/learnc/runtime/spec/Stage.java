package learnc.runtime.spec;

/// The six stages of a run, in order, each with the reason why it exists and its place in Docker's own flow.
public enum Stage {
    PULL("pull", "04", "3 image local, or pulled", "An image is a list of layers with checksums; fetch the ones that are missing."),
    UNPACK("unpack", "05", "4 layers unpacked and stacked", "Lay the layers over each other, with an empty one on top that takes every change."),
    NAMESPACES("namespaces", "09", "5 namespaces and cgroups", "Give the process its own view: of mounts, processes, host name, message queues and network."),
    CGROUPS("cgroups", "14", "5 namespaces and cgroups", "Limit what it may use, before it has run a single instruction of the image."),
    NETWORK("network", "18", "6 network, volumes, environment", "Lay a cable from its network namespace to a bridge on the host."),
    EXEC("exec", "20", "8 PID 1 is the main process", "Give up every right that it does not need, and become the program that the user asked for.");

    private final String word;
    private final String lesson;
    private final String flowStep;
    private final String why;

    Stage(String word, String lesson, String flowStep, String why) {
        this.word = word;
        this.lesson = lesson;
        this.flowStep = flowStep;
        this.why = why;
    }

    /// Its name in commands and traces, and the name of its package.
    public String word() {
        return word;
    }

    /// The number of the lesson that builds it by hand.
    public String lesson() {
        return lesson;
    }

    /// The step of `docker run` that it belongs to, of eight.
    public String flowStep() {
        return flowStep;
    }

    /// Why it is there, in one sentence.
    public String why() {
        return why;
    }
}
