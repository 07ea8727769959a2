package learnc.lessons.cell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/// [CellEngine] for Java's own `jshell` tool, which finds it by its name: `--execution learnc`.
public final class SandboxedEngine implements ExecutionControlProvider {

    private static final List<CellEngine> OPEN = new CopyOnWriteArrayList<>();

    /// Ends what the tool has started: it does not do so itself.
    public static void closeAll() {
        OPEN.forEach(CellEngine::close);
        OPEN.clear();
    }

    @Override
    public String name() {
        return "learnc";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) throws IOException {
        var engine = new CellEngine(new SandboxedMachine(Path.of(System.getProperty("learnc.sandboxes", "/run/learnc/lessons")), List.of()), OutputStream.nullOutputStream(), new ReentrantLock(), SandboxedEngine::onALineOfItsOwn);
        OPEN.add(engine);
        return engine.generate(environment, parameters);
    }

    /// The tool writes `$4 ==> ` in front of a value, which would push the first line of a table out of its columns.
    private static String onALineOfItsOwn(String value) {
        return value != null && value.indexOf('\n') >= 0 ? "\n" + value : value;
    }
}
