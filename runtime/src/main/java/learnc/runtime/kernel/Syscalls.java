package learnc.runtime.kernel;

/// The narrowest way to Linux: a number, at most six words, and one word back.
///
/// There are two of them. One performs the call on the Java thread that asks (*host*), one in a puppet process that
/// waits for its next call (*inside*). Both live in `kernel.linux`; nothing else in learnc reaches the kernel.
public interface Syscalls {

    /// Performs one system call.
    ///
    /// @param number the number of the call on this machine's architecture
    /// @param words  at most six; a pointer must point into [#scratch()]
    /// @return the result; −4095 to −1 is an errno, negated (syscall(2), "Return value")
    long call(int number, long... words);

    /// The memory that pointers of the next call may point to. Valid until the next call through this object on the
    /// same thread.
    Scratch scratch();

    /// The same calls, for who makes very many of them, and all on one thread.
    default Syscalls onOneThread() {
        return this;
    }

    /// Who performs the calls.
    Actor actor();
}
