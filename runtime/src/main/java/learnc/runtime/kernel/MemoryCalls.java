package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

/// A process's address space. learnc uses these for its puppets only.
interface MemoryCalls extends Calls {

    @Means("no access")
    int PROT_NONE = 0;
    @Means("may be read")
    int PROT_READ = 1;
    @Means("may be written")
    int PROT_WRITE = 2;
    @Means("may be executed")
    int PROT_EXEC = 4;
    @Means("changes are seen by all who have mapped it")
    int MAP_SHARED = 1;
    @Means("changes are seen by this process only")
    int MAP_PRIVATE = 2;
    @Means("no file behind it: fresh memory")
    int MAP_ANONYMOUS = 0x20;
    @Means("no memory is set aside until it is used")
    int MAP_NORESERVE = 0x4000;
    Names PROTECTION = Names.ofBits(MemoryCalls.class, "PROT_");
    Names MAPPING = Names.ofBits(MemoryCalls.class, "MAP_");

    /// Maps fresh memory.
    ///
    /// @return its address
    @Manual("mmap(2)")
    default long mmap(long length, int protection, int flags) {
        return call(SystemCall.MMAP, address("addr", 0), number("length", length), flags("prot", protection, PROTECTION), flags("flags", flags, MAPPING),
                descriptor("fd", -1), number("offset", 0));
    }

    /// Gives memory back.
    @Manual("mmap(2)")
    default void munmap(long start, long length) {
        call(SystemCall.MUNMAP, address("addr", start), address("length", length));
    }

    /// Sets what memory may be used for.
    @Manual("mprotect(2)")
    default void mprotect(long start, long length, int protection) {
        call(SystemCall.MPROTECT, address("addr", start), number("size", length), flags("prot", protection, PROTECTION));
    }

    /// Takes back the registration of this thread's restartable sequences, which the C library made.
    @Manual("rseq(2)")
    default void rseqUnregister(long area, int length, int signature) {
        call(SystemCall.RSEQ, address("rseq", area), number("rseq_len", length), number("flags", 1), address("sig", signature));
    }
}
