package learnc.runtime.kernel.linux;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The puppet's code for arm64, executed by qemu-user: birth, records, replies, the end of the socket.
///
/// (qemu-user has no clone3, so a small program jumps to where a child would begin. Everything after that is real.)
@RootTest
@Timeout(300)
class ArmPuppetTest {

    private static final Path QEMU = Path.of("/usr/bin/qemu-aarch64");
    private static final long LOADED_AT = 0x400000;
    private static final int HEADERS = 64 + 56;
    private static final int PAGE_AT = 0x1000;
    private static final int SOCKET = 9;
    private static final int NO_SUCH_DESCRIPTOR = 77;
    private static final int INSTRUCTIONS_BEFORE_THE_SEAT = 5;
    private static final int SIXTEEN_BITS = 0xFFFF;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private Init init;
    private int socket;

    @BeforeEach
    void startTheProgramUnderQemu(@TempDir Path folder) throws Exception {
        neededProgram("qemu-aarch64", "qemu-user");
        Path program = Files.write(folder.resolve("puppet"), elf((int) ProcessHandle.current().pid()));
        program.toFile().setExecutable(true);
        init = linux.newInit(0);
        int[] ends = init.inside().socketpair(1, 1, 0);
        socket = linux.host().pidfdGetfd(init.pidfd(), ends[0]);
        init.inside().dup3(ends[1], SOCKET, 0);
        init.inside().closeRange(3, SOCKET - 1, ProcessFlags.CLOSE_RANGE_CLOEXEC);
        init.inside().closeRange(SOCKET + 1, -1, ProcessFlags.CLOSE_RANGE_CLOEXEC);
        init.inside().rtSigprocmask(ProcessFlags.SIG_SETMASK, 0);
        init.inside().execve(QEMU.toString(), List.of("qemu-aarch64", program.toString()), List.of());
        linux.release(init);
    }

    @AfterEach
    void close() {
        linux.close();
    }

    @Test
    void it_is_born_and_makes_the_calls_that_it_is_sent_until_the_socket_ends() {
        assertEquals(-Errno.EBADF.number(), reply());
        assertEquals(init.pid(), ask(SystemCall.GETPID));
        assertEquals(-Errno.EBADF.number(), ask(SystemCall.CLOSE, NO_SUCH_DESCRIPTOR));
        assertEquals(ProcessHandle.current().pid(), ask(SystemCall.GETPPID));
        linux.host().close(socket);
        assertEquals(127, linux.host().waitid(ProcessFlags.P_PIDFD, init.pidfd(), ProcessFlags.WEXITED | ProcessFlags.__WALL).exitCode());
    }

    private long ask(SystemCall call, long... words) {
        var record = ByteBuffer.allocate(PuppetCode.RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(call.number(Architecture.ARM64));
        for (long word : words) {
            record.putLong(word);
        }
        linux.host().write(socket, record.array(), 0, PuppetCode.RECORD_BYTES);
        return reply();
    }

    private long reply() {
        var bytes = new byte[PuppetCode.REPLY_BYTES];
        assertEquals(PuppetCode.REPLY_BYTES, linux.host().read(socket, bytes));
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /// An executable: one segment at 0x400000 with a prologue and the puppet's code, and a page behind it.
    private static byte[] elf(int parent) {
        PuppetCode code = PuppetCode.of(Architecture.ARM64);
        byte[] prologue = prologue(parent, code);
        var elf = ByteBuffer.allocate(HEADERS + prologue.length + code.bytes().length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 183).putInt(1).putLong(LOADED_AT + HEADERS).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(7).putLong(0).putLong(LOADED_AT).putLong(LOADED_AT).putLong(elf.capacity()).putLong(PAGE_AT + 0x1000).putLong(0x1000);
        return elf.put(prologue).put(code.bytes()).array();
    }

    /// Puts the seat where clone3 would have left it, and jumps behind the clone.
    private static byte[] prologue(int parent, PuppetCode code) {
        long page = LOADED_AT + PAGE_AT;
        var a = ByteBuffer.allocate(7 * 4).order(ByteOrder.LITTLE_ENDIAN);
        a.putInt(movz(2, (int) (page & SIXTEEN_BITS))).putInt(movkHigh(2, (int) (page >> 16)));
        a.putInt(movz(3, SOCKET)).putInt(movz(4, NO_SUCH_DESCRIPTOR));
        a.putInt(movz(5, parent & SIXTEEN_BITS)).putInt(movkHigh(5, parent >>> 16));
        int seat = 4 + code.spawn() + INSTRUCTIONS_BEFORE_THE_SEAT * 4;
        a.putInt(0x14000000 | seat / 4);
        return a.array();
    }

    private static int movz(int register, int value) {
        return 0xD2800000 | value << 5 | register;
    }

    private static int movkHigh(int register, int value) {
        return 0xF2A00000 | value << 5 | register;
    }
}
