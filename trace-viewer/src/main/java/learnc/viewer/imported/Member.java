package learnc.viewer.imported;

/// A thread of whom the log tells.
///
/// @param thread    its number, as the one who ran strace counts
/// @param process   the process to which it belongs, counted the same way
/// @param inside    its number as its own PID namespace counts; the same as `thread` where that is not known
/// @param container the first process of the PID namespace in which it was born; 0 for the one in which strace was
record Member(int thread, int process, int inside, int container) {

    /// One of whom nothing is known but the number.
    static Member stranger(int thread) {
        return new Member(thread, thread, thread, 0);
    }
}
