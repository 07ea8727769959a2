package learnc.runtime.trace.payload;

/// A call between its beginning and its end.
///
/// @param signature which
/// @param number    on this machine
/// @param words     its arguments
/// @param texts     how they read; null where the kernel has yet to answer
/// @param start     in nanoseconds since the trace began
record Ongoing(Signature signature, int number, long[] words, String[] texts, long start) {
}
