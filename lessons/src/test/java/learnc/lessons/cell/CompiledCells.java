package learnc.lessons.cell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import jdk.jshell.spi.ExecutionControl.UserException;
import jdk.jshell.spi.ExecutionEnv;

/// Runs compiled cells as [Cells] runs text: in the same machine, in the same sandbox, by the same calls, and judges what comes of
/// them in the same way.
public final class CompiledCells implements AutoCloseable {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CellEngine engine;
    private final ExecutionControl control;
    private volatile boolean isLost;

    /// @param home where its sandbox gets a folder
    public CompiledCells(Path home) throws IOException {
        engine = new CellEngine(new SandboxedMachine(home, List.of()), OutputStream.nullOutputStream(), new ReentrantLock());
        control = engine.generate(new Surroundings(), Map.of());
    }

    /// Runs a cell: its statements in order, up to the first that does not keep its promise.
    public Answer run(List<CompiledStatement> cell) {
        printed.reset();
        var parts = new ArrayList<Answer.Part>();
        for (CompiledStatement statement : cell) {
            parts.add(part(statement));
            if (answer(parts).brokenPromise() != null) {
                break;
            }
        }
        return answer(parts);
    }

    private Answer answer(List<Answer.Part> parts) {
        return new Answer(List.copyOf(parts), printed.toString(StandardCharsets.UTF_8), isLost);
    }

    private Answer.Part part(CompiledStatement statement) {
        String value = null;
        String failure = statement.complaint();
        try {
            for (CompiledStatement.Call call : statement.calls()) {
                value = outcome(call);
            }
        } catch (UserException thrown) {
            failure = thrown.causeExceptionClass() + ": " + thrown.getMessage();
        } catch (EngineTerminationException ended) {
            failure = ended.toString();
            isLost = true;
        } catch (ExecutionControlException other) {
            failure = other.toString();
        }
        Promise promise = statement.promise() == null ? null : new Promise(statement.promise());
        return new Answer.Part(statement.source(), null, failure == null && statement.hasValue() ? value : null, trouble(failure), promise, 0, null, Set.of());
    }

    private String outcome(CompiledStatement.Call call) throws ExecutionControlException {
        return switch (call) {
            case CompiledStatement.Load load -> {
                control.load(load.classes());
                yield null;
            }
            case CompiledStatement.Invoke invoke -> control.invoke(invoke.className(), invoke.method());
        };
    }

    private static Answer.Trouble trouble(String failure) {
        return failure == null ? null : new Answer.Trouble(failure, 0, 0, null, 1, List.of());
    }

    @Override
    public void close() {
        engine.close();
    }

    /// What the engine asks of who uses it.
    private final class Surroundings implements ExecutionEnv {

        private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        @Override
        public InputStream userIn() {
            return InputStream.nullInputStream();
        }

        @Override
        public PrintStream userOut() {
            return out;
        }

        @Override
        public PrintStream userErr() {
            return out;
        }

        @Override
        public List<String> extraRemoteVMOptions() {
            return List.of();
        }

        @Override
        public void closeDown() {
            isLost = true;
        }
    }
}
