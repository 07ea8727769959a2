package learnc.runtime.trace.payload;

/// How an argument reads.
///
/// @param isAnswer whether it can be read only after the call, because it points to what the kernel writes
/// @param reader   puts it into words
/// @param kind     what it is, for what else has to know
record Meaning(boolean isAnswer, Reader reader, Kind kind) {

    /// What else has to know.
    enum Kind {
        /// A number or an address.
        WORD,
        /// Bits or values with names.
        NAMES,
        /// A descriptor.
        DESCRIPTOR,
        /// Something in memory.
        POINTER
    }

    /// Puts an argument into words.
    interface Reader {
        /// @return null when it cannot be read: its address is shown then
        String text(Glance glance, int at);
    }

    /// Whether it must be read before the call is made, because it may mean something else afterwards.
    boolean isFleeting() {
        return !isAnswer && (kind == Kind.POINTER || kind == Kind.DESCRIPTOR);
    }

    static Meaning word(Reader reader) {
        return new Meaning(false, reader, Kind.WORD);
    }

    static Meaning names(Reader reader) {
        return new Meaning(false, reader, Kind.NAMES);
    }

    static Meaning pointer(Reader reader) {
        return new Meaning(false, reader, Kind.POINTER);
    }

    static Meaning answer(Reader reader) {
        return new Meaning(true, reader, Kind.POINTER);
    }
}
