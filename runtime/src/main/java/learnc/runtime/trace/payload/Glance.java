package learnc.runtime.trace.payload;

import learnc.runtime.kernel.Decoders;

/// A look at a thread that stands before or after a call.
///
/// @param memory      of the program
/// @param files       what its descriptors are
/// @param tracee      which thread
/// @param words       the arguments
/// @param result      what the call returned; 0 before it
/// @param most        how many bytes of a string or buffer are shown
record Glance(Memory memory, Files files, Tracee tracee, long[] words, long result, Most most) {

    private static final int LONGEST_PATH_BYTES = 4096;

    /// How much of the program's memory is put into words.
    ///
    /// @param stringBytes of a string, as an argument of a program
    /// @param bufferBytes of what is written, read, sent or received
    record Most(int stringBytes, int bufferBytes) {

        static final Most NOTHING = new Most(0, 0);
    }

    long word(int at) {
        return words[at];
    }

    /// The lower half of an argument, as a C `int`.
    int half(int at) {
        return (int) words[at];
    }

    /// A struct that an argument points to, or null.
    byte[] struct(int at, int length) {
        return memory.struct(tracee.thread(), words[at], length);
    }

    byte[] structAt(long address, int length) {
        return memory.struct(tracee.thread(), address, length);
    }

    /// A path or a name, whole; null when it cannot be read.
    String path(long address) {
        byte[] bytes = memory.string(tracee.thread(), address, LONGEST_PATH_BYTES);
        return bytes == null ? null : Decoders.quoted(bytes, bytes.length);
    }

    /// A string of any length, of which the first bytes are shown.
    String string(long address) {
        byte[] bytes = memory.string(tracee.thread(), address, most.stringBytes());
        return bytes == null ? null : cut(bytes, bytes.length, most.stringBytes());
    }

    /// A buffer of which the first bytes are shown.
    String buffer(long address, long length) {
        if (length < 0) {
            return null;
        }
        byte[] bytes = memory.struct(tracee.thread(), address, (int) Math.min(length, most.bufferBytes()));
        return bytes == null ? null : cut(bytes, length, most.bufferBytes());
    }

    private static String cut(byte[] bytes, long length, int most) {
        int shown = Math.min(bytes.length, most);
        return Decoders.quoted(bytes, shown) + (length > shown ? "..." : "");
    }

    /// What a descriptor is: `3</etc/passwd>`.
    String descriptor(int number) {
        String name = files.name(tracee, number);
        return Decoders.descriptor(number) + (name == null ? "" : "<" + name + ">");
    }
}
