package learnc.runtime.kernel;

/// The process in which a system call happens.
///
/// @param name      `host` for learnc itself, `zygote`, or `inside` for the process that becomes a container's
/// @param pid       its number as the host sees it
/// @param pidInside its number in its own PID namespace; the same as `pid` on the host
public record Actor(String name, int pid, int pidInside) {

    private static final String HOST = "host";

    /// Whether learnc's own process is meant.
    public boolean isHost() {
        return name.equals(HOST);
    }
}
