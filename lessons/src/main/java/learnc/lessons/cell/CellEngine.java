package learnc.lessons.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    private static final String SOCKET = "cells.sock";
    private static final int START_SECONDS = 60;

    private final Sandbox sandbox;
    private final List<String> furtherOptions;
    private Process process;
    private OutputStream interrupt;

    /// @param sandbox        where the cells run
    /// @param furtherOptions of the Java machine there
    CellEngine(Sandbox sandbox, List<String> furtherOptions) {
        this.sandbox = sandbox;
        this.furtherOptions = furtherOptions;
    }

    @Override
    public String name() {
        return "learnc";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(sandbox.folder().resolve(SOCKET)));
            process = sandbox.start(command());
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Thread::startVirtualThread);
            SocketChannel cells = accepted(server, complaint);
            interrupt = Channels.newOutputStream(accepted(server, complaint));
            process.onExit().thenRun(environment::closeDown);
            return Util.remoteInputOutput(Channels.newInputStream(cells), Channels.newOutputStream(cells),
                    Map.of("out", environment.userOut(), "err", environment.userErr()), Map.of("in", environment.userIn()),
                    (in, out) -> new StreamingExecutionControl(out, in) {
                        @Override
                        public void stop() {
                            CellEngine.this.stop();
                        }
                    });
        }
    }

    /// The other machine may die before it connects; then what it has said is the best explanation.
    private SocketChannel accepted(ServerSocketChannel server, CompletableFuture<String> complaint) throws IOException {
        var connection = new CompletableFuture<SocketChannel>();
        Thread.startVirtualThread(() -> {
            try {
                connection.complete(server.accept());
            } catch (IOException closed) {
                connection.completeExceptionally(closed);
            }
        });
        process.onExit().thenRun(() -> connection.completeExceptionally(new IOException("it ended at once: " + complaint.join().strip())));
        try {
            return connection.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the Java machine for the cells did not start: " + (failed.getCause() == null ? "it did not connect" : failed.getCause().getMessage()), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=warning:stderr"));
        command.addAll(furtherOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CellAgent.class.getName(), sandbox.inside(SOCKET), sandbox.folder().toString()));
        return command;
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
        sandbox.close();
    }
}
