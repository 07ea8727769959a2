package learnc.runtime.kernel.linux;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The puppet's code for arm64, executed by qemu-user: birth, records, replies, waking and being woken, the end of the socket.
///
/// (qemu-user has no clone3, so a small program jumps to where a child would begin. Everything after that is real.)
@RootTest
@Timeout(300)
class ArmPuppetTest {

    private static final Path QEMU = Path.of("/usr/bin/qemu-aarch64");
    private static final long LOADED_AT = 0x400000;
    private static final int HEADERS = 64 + 56;
    private static final int PAGE_BYTES = 0x1000;
    private static final int SOCKET = 9;
    private static final int SHARED = 10;
    private static final int NO_SUCH_DESCRIPTOR = 77;
    private static final int INSTRUCTIONS_BEFORE_THE_SEAT = 5;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    /// `svc #0`
    private static final int SYSTEM_CALL = 0xD4000001;
    /// `mov x2, x0`
    private static final int MOVE_RESULT_TO_THIRD = 0xAA0003E2;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private Init init;
    private int socket;
    private ByteBuffer page;

    @BeforeEach
    void startTheProgramUnderQemu(@TempDir Path folder) throws Exception {
        neededProgram("qemu-aarch64", "qemu-user");
        Path program = Files.write(folder.resolve("puppet"), elf((int) ProcessHandle.current().pid()));
        program.toFile().setExecutable(true);
        page = sharedPage(folder.resolve("page"));
        init = linux.newInit(0);
        int[] ends = init.inside().socketpair(1, 1, 0);
        socket = linux.host().pidfdGetfd(init.pidfd(), ends[0]);
        init.inside().dup3(ends[1], SOCKET, 0);
        init.inside().dup3(init.inside().openat(OpenFlags.AT_FDCWD, folder.resolve("page").toString(), OpenFlags.O_RDWR, 0), SHARED, 0);
        init.inside().closeRange(3, SOCKET - 1, ProcessFlags.CLOSE_RANGE_CLOEXEC);
        init.inside().closeRange(SHARED + 1, -1, ProcessFlags.CLOSE_RANGE_CLOEXEC);
        init.inside().rtSigprocmask(ProcessFlags.SIG_SETMASK, 0);
        init.inside().execve(QEMU.toString(), List.of("qemu-aarch64", program.toString()), List.of());
        linux.release(init);
    }

    @AfterEach
    void close() {
        linux.close();
    }

    /// It has no patience, so it sleeps between the calls; the host seems to sleep, but looks at the page as well.
    @Test
    void it_is_born_and_makes_the_calls_that_it_is_sent_until_the_socket_ends() {
        awaitWakeUp();
        assertEquals(-Errno.EBADF.number(), reply());
        assertEquals(init.pid(), ask(SystemCall.GETPID));
        assertEquals(-Errno.EBADF.number(), ask(SystemCall.CLOSE, NO_SUCH_DESCRIPTOR));
        assertEquals(ProcessHandle.current().pid(), ask(SystemCall.GETPPID));
        linux.host().close(socket);
        assertEquals(127, linux.host().waitid(ProcessFlags.P_PIDFD, init.pidfd(), ProcessFlags.WEXITED | ProcessFlags.__WALL).exitCode());
    }

    @Test
    void being_woken_too_early_it_looks_and_sleeps_on() {
        awaitWakeUp();
        assertEquals(-Errno.EBADF.number(), reply());
        wakeUp();
        wakeUp();
        assertEquals(init.pid(), ask(SystemCall.GETPID));
    }

    private static ByteBuffer sharedPage(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer page = channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            page.putLong(PuppetCode.TURN, PuppetCode.TAKEN);
            page.putLong(PuppetCode.HOST_ASLEEP, 1);
            return page;
        }
    }

    private long ask(SystemCall call, long... words) {
        page.putLong(PuppetCode.RECORD, call.number(Architecture.ARM64));
        for (int i = 0; i < words.length; i++) {
            page.putLong(PuppetCode.RECORD + 8 * (i + 1), words[i]);
        }
        VarHandle.fullFence();
        page.putLong(PuppetCode.TURN, PuppetCode.PUPPETS_TURN);
        VarHandle.fullFence();
        if (page.getLong(PuppetCode.PUPPET_ASLEEP) != 0) {
            wakeUp();
        }
        return reply();
    }

    private void wakeUp() {
        linux.host().write(socket, new byte[PuppetCode.WAKE_UP_BYTES], 0, PuppetCode.WAKE_UP_BYTES);
    }

    private void awaitWakeUp() {
        assertEquals(PuppetCode.WAKE_UP_BYTES, linux.host().read(socket, new byte[PuppetCode.WAKE_UP_BYTES]));
    }

    private long reply() {
        while (page.getLong(PuppetCode.TURN) != PuppetCode.HOSTS_TURN) {
            VarHandle.fullFence();
            Thread.onSpinWait();
        }
        VarHandle.fullFence();
        return page.getLong(PuppetCode.RECORD);
    }

    /// An executable: one segment at 0x400000 with a prologue and the puppet's code.
    private static byte[] elf(int parent) {
        PuppetCode code = PuppetCode.of(Architecture.ARM64);
        byte[] prologue = prologue(parent, code);
        var elf = ByteBuffer.allocate(HEADERS + prologue.length + code.bytes().length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 183).putInt(1).putLong(LOADED_AT + HEADERS).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(7).putLong(0).putLong(LOADED_AT).putLong(LOADED_AT).putLong(elf.capacity()).putLong(elf.capacity()).putLong(0x1000);
        return elf.put(prologue).put(code.bytes()).array();
    }

    /// Maps the shared page, puts the seat where clone3 would have left it, and jumps behind the clone.
    private static byte[] prologue(int parent, PuppetCode code) {
        var a = ByteBuffer.allocate(14 * 4).order(ByteOrder.LITTLE_ENDIAN);
        a.putInt(movz(0, 0)).putInt(movz(1, PAGE_BYTES)).putInt(movz(2, PROT_READ_WRITE)).putInt(movz(3, MAP_SHARED)).putInt(movz(4, SHARED)).putInt(movz(5, 0));
        a.putInt(movz(8, SystemCall.MMAP.number(Architecture.ARM64))).putInt(SYSTEM_CALL).putInt(MOVE_RESULT_TO_THIRD);
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
