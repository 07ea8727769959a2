package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

/// A process's address space. learnc uses these for its puppets only.
interface MemoryCalls extends Calls {

    int PROT_NONE = 0;
    int PROT_READ = 1;
    int PROT_WRITE = 2;
    int PROT_EXEC = 4;
    int MAP_SHARED = 1;
    int MAP_PRIVATE = 2;
    int MAP_ANONYMOUS = 0x20;
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
