package learnc.lessons.cell;

import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import jdk.jshell.execution.StreamingExecutionControl;
import jdk.jshell.execution.Util;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/// Lets JShell run cells in another Java machine, in a sandbox, over two unix sockets: one for cells, results and output, one to
/// interrupt a cell that runs.
///
/// JShell's own engine speaks TCP without TCP_NODELAY and needs about 190 ms for a cell; this one 15 to 25.
final class CellEngine implements ExecutionControlProvider, AutoCloseable {

    private static final int START_SECONDS = 300;

    private final CellMachine machine;
    private final OutputStream displays;
    private final ReentrantLock compiler;
    private final UnaryOperator<String> words;
    private OutputStream interrupt;

    /// @param machine  where the cells run
    /// @param displays gets what cells show that is more than text, as [Displays] reads it
    /// @param compiler is held by who uses JShell, and lent to others while a cell runs
    CellEngine(CellMachine machine, OutputStream displays, ReentrantLock compiler) {
        this(machine, displays, compiler, UnaryOperator.identity());
    }

    /// @param words changes the text of a value before it is shown
    CellEngine(CellMachine machine, OutputStream displays, ReentrantLock compiler, UnaryOperator<String> words) {
        this.machine = machine;
        this.displays = displays;
        this.compiler = compiler;
        this.words = words;
    }

    @Override
    public String name() {
        return "learnc";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(machine.meetingPlace().resolve(CellMachine.SOCKET)));
            CompletableFuture<String> end = machine.start();
            SocketChannel cells = accepted(server, end);
            interrupt = Channels.newOutputStream(accepted(server, end));
            end.thenRun(environment::closeDown);
            return Util.remoteInputOutput(Channels.newInputStream(cells), Channels.newOutputStream(cells),
                    Map.of("out", environment.userOut(), "err", environment.userErr(), CellAgent.DISPLAYS, displays), Map.of("in", environment.userIn()),
                    Control::new);
        }
    }

    /// The other machine may die before it connects; then what it has said is the best explanation.
    private static SocketChannel accepted(ServerSocketChannel server, CompletableFuture<String> end) throws IOException {
        var connection = new CompletableFuture<SocketChannel>();
        Thread.startVirtualThread(() -> {
            try {
                connection.complete(server.accept());
            } catch (IOException closed) {
                connection.completeExceptionally(closed);
            }
        });
        end.thenAccept(complaint -> connection.completeExceptionally(new IOException("it ended at once: " + complaint.strip())));
        try {
            return connection.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the Java machine for the cells did not start: " + (failed.getCause() == null ? "it did not connect" : failed.getCause().getMessage()), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    /// Interrupts the cell that runs. A cell that catches everything, or waits in the kernel, goes on: then [#close()] ends it.
    void stop() {
        try {
            interrupt.write(CellAgent.STOP);
            interrupt.flush();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    @Override
    public void close() {
        machine.close();
    }

    /// While a cell runs, nobody compiles: others may ask JShell what could be typed next.
    private final class Control extends StreamingExecutionControl {

        Control(ObjectInput in, ObjectOutput out) {
            super(out, in);
        }

        @Override
        public String invoke(String className, String method) throws RunException, EngineTerminationException, InternalException {
            int holds = compiler.getHoldCount();
            for (int i = 0; i < holds; i++) {
                compiler.unlock();
            }
            try {
                return words.apply(super.invoke(className, method));
            } finally {
                for (int i = 0; i < holds; i++) {
                    compiler.lock();
                }
            }
        }

        @Override
        public void stop() {
            CellEngine.this.stop();
        }
    }
}
