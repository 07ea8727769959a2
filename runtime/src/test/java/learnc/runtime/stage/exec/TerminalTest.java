package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_NOCTTY;
import static learnc.runtime.kernel.OpenFlags.O_RDWR;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.stage.BoxMain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The test is the terminal emulator in front of which the user sits: it holds the master of a pty, learnc gets the slave.
@RootTest
@Timeout(300)
class TerminalTest {

    private static final long TIOCGPTN = 0x80045430L;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final Kernel host = linux.host();
    private final StringBuilder screen = new StringBuilder();
    private int emulator;
    private int slave;
    private File device;
    private Process learnc;

    @BeforeEach
    void openTerminal() {
        emulator = host.openat(AT_FDCWD, "/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC, 0);
        host.ioctl(emulator, TerminalCommands.TIOCSPTLCK, new byte[4]);
        var number = new byte[4];
        host.ioctl(emulator, TIOCGPTN, number);
        device = new File("/dev/pts/" + ByteBuffer.wrap(number).order(ByteOrder.nativeOrder()).getInt());
        // Somebody must keep it open, or the emulator gets EIO before learnc is there.
        slave = host.openat(AT_FDCWD, device.getPath(), O_RDWR | O_NOCTTY | O_CLOEXEC, 0);
        resize(40, 100);
    }

    @AfterEach
    void close() {
        if (learnc != null) {
            learnc.destroyForcibly();
        }
        host.close(slave);
        host.close(emulator);
        linux.close();
    }

    private void resize(int rows, int columns) {
        host.ioctl(emulator, TerminalCommands.TIOCSWINSZ,
                ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putShort((short) rows).putShort((short) columns).array());
    }

    private byte[] mode() {
        var termios = new byte[TerminalCommands.TERMIOS_BYTES];
        host.ioctl(slave, TerminalCommands.TCGETS, termios);
        return termios;
    }

    private void start(String terminal, String script) throws IOException {
        learnc = BoxMain.process("shell", terminal, "", script).redirectInput(device).redirectOutput(device).redirectError(device).start();
    }

    private void awaitScreen(String text) {
        var buffer = new byte[4096];
        while (screen.indexOf(text) < 0) {
            int count = host.read(emulator, buffer);
            screen.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
    }

    private void type(String keys) {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        host.write(emulator, bytes, 0, bytes.length);
    }

    @Test
    void the_container_has_a_terminal_of_its_own_and_the_user_gets_his_back() throws Exception {
        byte[] before = mode();
        start("it", "tty; stty size; test -c /dev/console && echo console; read line; echo got:$line; "
                + "trap 'stty size; exit 4' WINCH; echo rea''dy; while true; do sleep 0.02; done");
        awaitScreen("console");
        assertFalse(Arrays.equals(before, mode()), "the user's terminal is still in its own mode");
        assertArrayEquals(UserTerminal.raw(before), mode());
        type("hello\r");
        awaitScreen("ready\r\n");
        assertEquals("/dev/pts/0\r\n40 100\r\nconsole\r\nhello\r\ngot:hello\r\nready\r\n", screen.toString());
        resize(50, 120);
        new ProcessBuilder("kill", "-WINCH", Long.toString(learnc.pid())).start().waitFor();
        assertEquals(4, learnc.waitFor());
        awaitScreen("50 120\r\n");
        assertArrayEquals(before, mode());
    }

    @Test
    void ctrl_c_goes_to_the_program_and_not_to_learnc() throws Exception {
        byte[] before = mode();
        start("it", "trap 'echo interr''upted; exit 9' INT; echo rea''dy; while true; do sleep 0.02; done");
        awaitScreen("ready\r\n");
        type("\003");
        assertEquals(9, learnc.waitFor());
        awaitScreen("interrupted");
        assertArrayEquals(before, mode());
    }

    @Test
    void a_program_that_is_killed_leaves_the_terminal_as_it_was() throws Exception {
        byte[] before = mode();
        start("it", "echo rea''dy; while true; do sleep 0.02; done");
        awaitScreen("ready\r\n");
        // The zygote has no child: both it and the container's first process are learnc's.
        long init = learnc.children().filter(child -> child.info().command().orElse("").contains("busybox")).findFirst().orElseThrow().pid();
        new ProcessBuilder("kill", "-KILL", Long.toString(init)).start().waitFor();
        assertEquals(137, learnc.waitFor());
        assertArrayEquals(before, mode());
    }

    @Test
    void a_terminal_that_hangs_up_ends_the_shell_inside() throws Exception {
        start("it", "echo rea''dy; read line; exit 6");
        awaitScreen("ready\r\n");
        host.close(slave);
        host.close(emulator);
        assertTrue(learnc.waitFor(200, TimeUnit.SECONDS), "the shell waits for a user who cannot come back");
        openTerminal();
        assertEquals(6, learnc.exitValue());
    }

    @Test
    void a_file_that_cannot_be_executed_leaves_the_terminal_as_it_was() throws Exception {
        byte[] before = mode();
        learnc = BoxMain.process("odd").redirectInput(device).redirectOutput(device).redirectError(device).start();
        assertEquals(126, learnc.waitFor());
        awaitScreen("exec format error");
        assertArrayEquals(before, mode());
    }

    @Test
    void much_output_arrives_whole() throws Exception {
        start("it", "i=0; while [ $i -lt 3000 ]; do echo line-$i; i=$((i+1)); done; echo e''nd");
        awaitScreen("end\r\n");
        assertEquals(0, learnc.waitFor());
        assertEquals(3001, screen.toString().split("\r\n").length);
    }

    @Test
    void a_terminal_that_learnc_itself_lacks_cannot_be_handed_on() throws Exception {
        learnc = BoxMain.process("shell", "it", "", "true").redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
        String said = new String(learnc.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(125, learnc.waitFor());
        assertTrue(said.startsWith("the input device is not a TTY"), said);
    }
}
