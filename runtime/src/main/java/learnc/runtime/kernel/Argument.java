package learnc.runtime.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/// One argument of a system call: its name in the manual page, how it is laid out for the kernel, and how it reads.
///
/// The kernel gets a word. What that word means (a number, flags, the address of a string) is known where the call is
/// written, so it is written down there, once; the trace needs no table of its own.
public sealed interface Argument {

    /// One byte more than a trace ever shows.
    int MOST_KEPT_BYTES = 64 * 1024 + 1;

    /// How bytes read that are just bytes: what programs and files hand over, in memory of their own.
    Function<byte[], String> PLAIN = Decoders::quotedBytes;

    /// The name that the manual page gives it.
    String name();

    /// Puts what the argument points to into the scratch.
    ///
    /// @return the word that the kernel gets
    long layOut(Scratch scratch);

    /// Takes over what the kernel has written. Called once, after a call that was not refused.
    ///
    /// @param result what the call returned; for some calls it says how many bytes were written
    default void readBack(Scratch scratch, long result) {
    }

    /// The value as a person reads it, in the style of strace(1).
    String decoded();

    /// The same argument without any memory that the caller may use again. Of that it keeps no more than somebody will read.
    default Argument kept() {
        return this;
    }

    /// A number, or flags. `decoder` turns it into words.
    record Word(String name, long value, LongFunction<String> decoder) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            return value;
        }

        @Override
        public String decoded() {
            return decoder.apply(value);
        }
    }

    /// A word that Linux ignores and that the code of our own puppet reads (see `kernel.linux.PuppetCode`).
    record Unseen(String name, long value) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            return value;
        }

        @Override
        public String decoded() {
            return Decoders.hexadecimal(value);
        }
    }

    /// A file descriptor.
    record Descriptor(String name, int value) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            return value;
        }

        @Override
        public String decoded() {
            return Decoders.descriptor(value);
        }
    }

    /// A string; `null` is the null pointer.
    record Text(String name, String value) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            return value == null ? 0 : scratch.place(value);
        }

        @Override
        public String decoded() {
            return Decoders.quoted(value);
        }
    }

    /// Bytes that the kernel reads: a buffer to write, a message, a struct without pointers.
    record Bytes(String name, byte[] value, int from, int length, Function<byte[], String> decoder) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            return scratch.place(value, from, length);
        }

        @Override
        public String decoded() {
            return decoder.apply(Arrays.copyOfRange(value, from, from + length));
        }

        @Override
        public Argument kept() {
            int much = Math.min(length, MOST_KEPT_BYTES);
            return decoder == PLAIN ? new Bytes(name, Arrays.copyOfRange(value, from, from + much), 0, much, PLAIN) : this;
        }
    }

    /// A list of strings that ends with a null pointer, as `argv` and `envp` of execve(2).
    record Texts(String name, List<String> values) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            long table = scratch.room((values.size() + 1) * Long.BYTES);
            for (int i = 0; i < values.size(); i++) {
                scratch.putWord(table + (long) i * Long.BYTES, scratch.place(values.get(i)));
            }
            scratch.putWord(table + (long) values.size() * Long.BYTES, 0);
            return table;
        }

        @Override
        public String decoded() {
            return Decoders.list(values);
        }
    }

    /// A struct of eight-byte fields, some of which may point to more.
    record Struct(String name, List<Argument> fields) implements Argument {
        @Override
        public long layOut(Scratch scratch) {
            long struct = scratch.room(fields.size() * Long.BYTES);
            for (int i = 0; i < fields.size(); i++) {
                scratch.putWord(struct + (long) i * Long.BYTES, fields.get(i).layOut(scratch));
            }
            return struct;
        }

        @Override
        public void readBack(Scratch scratch, long result) {
            for (Argument field : fields) {
                field.readBack(scratch, result);
            }
        }

        @Override
        public String decoded() {
            return Decoders.struct(fields);
        }

        @Override
        public Argument kept() {
            List<Argument> kept = Call.kept(fields);
            return kept == fields ? this : new Struct(name, kept);
        }
    }

    /// Room for something that the kernel writes: a struct that it fills, or a buffer of which it fills a part.
    final class Room implements Argument {
        private final String name;
        private final byte[] bytes;
        private final boolean counted;
        private final boolean isRead;
        private final boolean isCallers;
        private final Function<byte[], String> decoder;
        private long address;
        private int filled;
        private boolean isFilled;

        private Room(String name, byte[] bytes, boolean counted, boolean isRead, boolean isCallers, Function<byte[], String> decoder) {
            this.name = name;
            this.bytes = bytes;
            this.counted = counted;
            this.isRead = isRead;
            this.isCallers = isCallers;
            this.decoder = decoder;
        }

        /// A struct of `length` bytes, zero until the kernel fills it.
        public static Room struct(String name, int length, Function<byte[], String> decoder) {
            return new Room(name, new byte[length], false, false, false, decoder);
        }

        /// A struct of the caller's that the kernel only fills.
        public static Room answer(String name, byte[] bytes, Function<byte[], String> decoder) {
            return new Room(name, bytes, false, false, true, decoder);
        }

        /// A struct that the kernel reads, and then overwrites.
        public static Room struct(String name, byte[] bytes, Function<byte[], String> decoder) {
            return new Room(name, bytes, false, true, true, decoder);
        }

        /// A buffer of which the kernel fills as many bytes as the call returns.
        public static Room buffer(String name, byte[] bytes, Function<byte[], String> decoder) {
            return new Room(name, bytes, true, false, decoder == PLAIN, decoder);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long layOut(Scratch scratch) {
            address = counted ? scratch.room(bytes.length) : scratch.place(bytes, 0, bytes.length);
            return address;
        }

        @Override
        public void readBack(Scratch scratch, long result) {
            filled = counted ? (int) Math.min(result, bytes.length) : bytes.length;
            scratch.copyOut(address, bytes, 0, filled);
            isFilled = true;
        }

        @Override
        public Argument kept() {
            if (!isCallers) {
                return this;
            }
            byte[] copy = isFilled ? Arrays.copyOf(bytes, Math.min(filled, MOST_KEPT_BYTES)) : bytes.clone();
            var kept = new Room(name, copy, counted, isRead, false, decoder);
            kept.address = address;
            kept.filled = Math.min(filled, copy.length);
            kept.isFilled = isFilled;
            return kept;
        }

        /// What the kernel has written (and, in a buffer, what stood behind it before).
        public byte[] bytes() {
            return bytes;
        }

        /// Only what the kernel has written.
        public byte[] content() {
            return counted ? Arrays.copyOf(bytes, filled) : bytes;
        }

        /// The first four bytes as a number.
        public int firstInt() {
            return Decoders.intAt(bytes, 0);
        }

        /// What the kernel has written; where it has written nothing, the place that was set aside.
        @Override
        public String decoded() {
            boolean isOnlyAPlace = address != 0 && !isFilled && !isRead;
            return isOnlyAPlace ? Decoders.hexadecimal(address) : decoder.apply(content());
        }
    }

    /// A plain number.
    static Argument number(String name, long value) {
        return new Word(name, value, Long::toString);
    }

    /// A number whose bits or values have names.
    static Argument flags(String name, long value, Names names) {
        return new Word(name, value, names);
    }

    /// Permission bits.
    static Argument mode(String name, long value) {
        return new Word(name, value, Decoders::octal);
    }

    /// An address, or something else that reads best in hexadecimal.
    static Argument address(String name, long value) {
        return new Word(name, value, Decoders::hexadecimal);
    }

    /// A file descriptor.
    static Argument descriptor(String name, int value) {
        return new Descriptor(name, value);
    }

    /// A string; `null` is the null pointer.
    static Argument text(String name, String value) {
        return new Text(name, value);
    }

    /// Bytes that read as text where they can.
    static Argument bytes(String name, byte[] value, int from, int length) {
        return new Bytes(name, value, from, length, PLAIN);
    }

    /// Bytes with a meaning of their own.
    static Argument bytes(String name, byte[] value, Function<byte[], String> decoder) {
        return new Bytes(name, value, 0, value.length, decoder);
    }
}
