package learnc.lessons.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.execution.Util;
import learnc.lessons.kit.DisplayChannel;
import learnc.lessons.kit.Displayed;

/// The other end of [CellEngine]: the first program in the sandbox. It runs every cell on the same thread, so that a namespace
/// which one cell enters is where the next one is, and ends when learnc ends.
public final class CellAgent {

    static final int STOP = 's';
    static final String DISPLAYS = "displays";

    private static final BlockingQueue<FutureTask<Object>> WAITING = new LinkedBlockingQueue<>();
    private static final Thread CELL = Thread.ofPlatform().name("cell").daemon().unstarted(CellAgent::runCells);
    private static final List<BoundedOutput> PRINTED = new CopyOnWriteArrayList<>();
    private static volatile Method current;

    private CellAgent() {
    }

    /// Connects with learnc and runs what it sends.
    ///
    /// @param arguments where the socket is, and a folder for what the cells keep
    public static void main(String[] arguments) throws IOException {
        System.setProperty("learnc.lesson.folder", arguments[1]);
        CELL.start();
        SocketChannel cells = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
        SocketChannel interrupts = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
        var control = new OneThread();
        Thread.ofPlatform().daemon().name("interrupts").start(() -> obey(interrupts, control));
        Map<String, Consumer<OutputStream>> outputs = Map.of("out", stream -> System.setOut(printer(stream)), "err", stream -> System.setErr(printer(stream)),
                DISPLAYS, DisplayChannel::open);
        Map<String, Consumer<InputStream>> inputs = Map.of("in", System::setIn);
        Util.forwardExecutionControlAndIO(control, Channels.newInputStream(cells), Channels.newOutputStream(cells), outputs, inputs);
        System.exit(0);
    }

    private static PrintStream printer(OutputStream stream) {
        var bounded = new BoundedOutput(stream);
        PRINTED.add(bounded);
        return new PrintStream(bounded, true, StandardCharsets.UTF_8);
    }

    private static void obey(SocketChannel interrupts, OneThread control) {
        try {
            InputStream in = Channels.newInputStream(interrupts);
            for (int word = in.read(); word >= 0; word = in.read()) {
                if (word == STOP) {
                    control.stop();
                }
            }
        } catch (Exception gone) {
            // Learnc has ended, and so does this.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void runCells() {
        while (true) {
            try {
                WAITING.take().run();
            } catch (InterruptedException late) {
                // An interrupt that came when its cell had just ended.
            }
        }
    }

    /// What JShell calls instead of the cell: the cell itself runs on the one thread.
    public static Object trampoline() throws Throwable {
        Method cell = current;
        var task = new FutureTask<Object>(() -> {
            try {
                return displayed(cell.invoke(null));
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause() instanceof Exception exception ? exception : new Thrown(thrown.getCause());
            }
        });
        WAITING.add(task);
        while (true) {
            try {
                return task.get();
            } catch (InterruptedException stop) {
                CELL.interrupt();
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof Thrown thrown ? thrown.getCause() : failed.getCause();
            }
        }
    }

    /// A value that has a better form than text is sent in that form, too. If it cannot be made, the text has to do.
    private static Object displayed(Object value) {
        if (value instanceof Displayed displayed) {
            try {
                DisplayChannel.send(DisplayChannel.VALUE, displayed.display());
            } catch (RuntimeException cannot) {
                return value;
            }
        }
        return value;
    }

    /// Carries an Error through a task.
    private static final class Thrown extends Exception {
        private static final long serialVersionUID = 1L;

        Thrown(Throwable cause) {
            super(cause);
        }
    }

    /// Java's engine for cells in the same machine, but for the thread.
    private static final class OneThread extends LocalExecutionControl {
        @Override
        protected String invoke(Method cell) throws Exception {
            current = cell;
            PRINTED.forEach(BoundedOutput::open);
            try {
                return super.invoke(CellAgent.class.getMethod("trampoline"));
            } finally {
                PRINTED.forEach(BoundedOutput::tellWhatWasLeftOut);
            }
        }
    }
}
