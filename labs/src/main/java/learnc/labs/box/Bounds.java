package learnc.labs.box;

/// What a student's program may use.
///
/// @param seconds     how long it may run
/// @param pids        how many processes and threads; a JVM alone has about 20
/// @param memoryBytes for all of them together
/// @param outputBytes of standard output and error, each
public record Bounds(int seconds, int pids, long memoryBytes, int outputBytes) {

    /// Ample for everything that a lab asks for, on a slow machine, too. `-Dlearnc.labs.seconds=…` is for emulated ones.
    public static final Bounds USUAL = new Bounds(Integer.getInteger("learnc.labs.seconds", 120), 400, 1L << 30, 1 << 20);

    /// The same with another time.
    public Bounds within(int otherSeconds) {
        return new Bounds(otherSeconds, pids, memoryBytes, outputBytes);
    }
}
