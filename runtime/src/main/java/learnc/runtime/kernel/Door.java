package learnc.runtime.kernel;

/// What every system call passes through on its way to the kernel.
///
/// The plain one ([OpenDoor]) just lets it through. Others stand around it and watch, wait, or refuse: tracing, stepping,
/// fault injection and rehearsal are doors, and no stage knows which one it uses.
public interface Door {

    /// Makes the call.
    ///
    /// @return the result; −4095 to −1 is an errno, negated
    long pass(Call call);

    /// What was done to this thread's last call instead of making it as asked (`INJECTED`), or null: most doors do nothing.
    default String tampering() {
        return null;
    }

    /// Who performs the calls behind this door.
    Actor actor();

    /// Whether the calls behind it were made before anyone could ask, and are only reported.
    default boolean isHindsight() {
        return false;
    }
}
