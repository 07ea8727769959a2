package learnc.runtime.kernel.linux;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.PageManager;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import learnc.runtime.kernel.Architecture;

/// This machine, below Java: memory outside the heap, and the page with our own machine code.
///
/// The page is writable while it is filled and executable afterwards, never both at once.
final class Machine {

    private static final Invoker INVOKER = Invoker.getInstance();
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final CallContext ONE_WORD = words(1);
    private static final CallContext TWO_WORDS = words(2);
    private static final CallContext SIX_WORDS = words(6);
    private static final CallContext NO_WORDS = words(0);
    private static final PuppetCode CODE = PuppetCode.of(Architecture.CURRENT);
    private static final long CODE_PAGE = codePage();

    private Machine() {
    }

    /// Where the machine code stands: the start of its page.
    static long codePageAddress() {
        return CODE_PAGE;
    }

    /// The size of a page of memory, in bytes.
    static long pageBytes() {
        return PageManager.getInstance().pageSize();
    }

    /// Makes the system call that the record in the page describes.
    static long call(long page) {
        return INVOKER.invokeN1(ONE_WORD, CODE_PAGE + CODE.call(), page);
    }

    /// Lets a puppet make the call that its page describes, and waits for it.
    ///
    /// @return [PuppetCode#HOSTS_TURN], or 0 when the puppet is gone, or a refusal of read(2)
    static long ask(int socket, long page) {
        return INVOKER.invokeN2(TWO_WORDS, CODE_PAGE + CODE.ask(), socket, page);
    }

    /// Waits until a puppet gives the turn to the host; returns the same.
    static long await(int socket, long page) {
        return INVOKER.invokeN2(TWO_WORDS, CODE_PAGE + CODE.await(), socket, page);
    }

    /// Starts a puppet: clone3(2), and behind its two arguments the seat.
    static long spawn(long arguments, long size, long page, long socket, long peer, long parent) {
        return INVOKER.invokeN6(SIX_WORDS, CODE_PAGE + CODE.spawn(), arguments, size, page, socket, peer, parent);
    }

    /// Where this thread's own memory begins.
    static long threadPointer() {
        return INVOKER.invokeN0(NO_WORDS, CODE_PAGE + CODE.threadPointer());
    }

    /// The address of a symbol of the C library, or 0 when it has none of that name.
    static long symbol(String name) {
        return Library.getDefault().getSymbolAddress(name);
    }

    /// The number that stands at an address, four bytes.
    static int intAt(long address) {
        return MEMORY.getInt(address);
    }

    /// Fresh memory, never given back: for the slates of threads.
    static long allocate(int length) {
        return MEMORY.allocateMemory(length, true);
    }

    /// Memory as a buffer.
    static ByteBuffer view(long address, int length) {
        return MEMORY.newDirectByteBuffer(address, length).order(ByteOrder.nativeOrder());
    }

    private static long codePage() {
        PageManager pages = PageManager.getInstance();
        long page = pages.allocatePages(1, PageManager.PROT_READ | PageManager.PROT_WRITE);
        MEMORY.putByteArray(page, CODE.bytes(), 0, CODE.bytes().length);
        pages.protectPages(page, 1, PageManager.PROT_READ | PageManager.PROT_EXEC);
        return page;
    }

    private static CallContext words(int count) {
        var types = new Type[count];
        Arrays.fill(types, Type.SINT64);
        return CallContext.getCallContext(Type.SINT64, types, com.kenai.jffi.CallingConvention.DEFAULT, false);
    }
}
