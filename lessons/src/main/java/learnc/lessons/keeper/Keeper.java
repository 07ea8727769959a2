package learnc.lessons.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import learnc.lessons.cell.SandboxedMachine;
import learnc.runtime.spec.Failure;

/// The only part of a notebook that is root: it starts and ends sandboxes for the server, which is not.
///
/// What the server may ask of it is `open`, `start` and `close`, each with a number of the server's choice. Neither a command nor
/// a path comes from there, so whoever takes the server over can do no more than a cell can.
public final class Keeper implements AutoCloseable {

    private static final int MOST_MACHINES = 16;
    private static final int PATIENCE_SECONDS = 5;

    private final Path sandboxes;
    private final List<String> machineOptions;
    private final Person person;
    private final Consumer<String> say;
    private final Map<Integer, SandboxedMachine> open = new ConcurrentHashMap<>();
    /// Sandboxes on their way: at the end we wait for them, or what they have just made would stay.
    private final ExecutorService underWay = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private Process server;
    private boolean isClosed;

    /// @param sandboxes      where sandboxes get their folders
    /// @param machineOptions of the Java machines in them
    /// @param person         whom the server serves
    /// @param say            is told what the server wants to be shown to its user
    public Keeper(Path sandboxes, List<String> machineOptions, Person person, Consumer<String> say) {
        this.sandboxes = sandboxes;
        this.machineOptions = machineOptions;
        this.person = person;
        this.say = say;
    }

    /// Runs the server until it ends.
    ///
    /// @param command its command line
    /// @param isRoot  whether we are, so that it must not be
    /// @return its exit code
    public int run(List<String> command, boolean isRoot) throws IOException, InterruptedException {
        var process = new ProcessBuilder(isRoot ? person.running(command) : command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putAll(Map.of("HOME", person.home().toString(), "USER", person.name(), "LOGNAME", person.name()));
        server = process.start();
        var pipe = new Pipe(server.getInputStream(), server.getOutputStream());
        try {
            for (Pipe.Message message = pipe.next(); message != null; message = pipe.next()) {
                obey(message, pipe);
            }
            return server.waitFor();
        } finally {
            close();
        }
    }

    private void obey(Pipe.Message message, Pipe pipe) {
        int number = message.number();
        switch (message.word()) {
            case "open" -> begin(() -> open(number, pipe));
            case "start" -> start(number, pipe);
            case "close" -> begin(() -> {
                close(number);
                pipe.send("closed", number, "");
            });
            case "say" -> say.accept(message.text());
            case "fail" -> throw new Failure(message.text());
            default -> { }
        }
    }

    /// Nothing is begun any more at the end, which takes care of everything itself.
    private synchronized void begin(Runnable task) {
        if (!isClosed) {
            underWay.execute(task);
        }
    }

    private void open(int number, Pipe pipe) {
        try {
            if (open.size() >= MOST_MACHINES) {
                throw new Failure("too many machines are open: " + open.size());
            }
            var sandbox = new SandboxedMachine(sandboxes, machineOptions, SandboxedMachine.FOR_READERS);
            Files.setAttribute(sandbox.meetingPlace(), "unix:uid", person.uid());
            Files.setAttribute(sandbox.meetingPlace(), "unix:gid", person.gid());
            open.put(number, sandbox);
            pipe.send("opened", number, sandbox.meetingPlace().toString());
        } catch (Failure | IOException refused) {
            pipe.send("refused", number, refused.getMessage());
        }
    }

    private void start(int number, Pipe pipe) {
        SandboxedMachine sandbox = open.get(number);
        if (sandbox == null) {
            pipe.send("ended", number, "there is no such sandbox");
            return;
        }
        try {
            sandbox.start().thenAccept(complaint -> pipe.send("ended", number, complaint));
        } catch (IOException refused) {
            pipe.send("ended", number, refused.getMessage());
        }
    }

    private void close(int number) {
        SandboxedMachine sandbox = open.remove(number);
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /// Ends the server and all machines, and removes what is left of them.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (server != null) {
            server.destroy();
            try {
                if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        underWay.close();
        try (ExecutorService closing = Executors.newCachedThreadPool()) {
            open.keySet().forEach(number -> closing.execute(() -> close(number)));
        }
    }
}
