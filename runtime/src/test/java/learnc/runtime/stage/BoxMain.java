package learnc.runtime.stage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Terminal;

/// A learnc of its own, for tests that kill it, or that give it a terminal.
public final class BoxMain {

    private BoxMain() {
    }

    /// `shell TERMINAL USER SCRIPT` runs a script of the shell with its own standard streams; TERMINAL is `t`, `i`, `it` or `-`.
    /// `odd` executes a file that is no program, with a terminal.
    /// `stop NUMBER` runs a program, but stops for ever before the call of this number, and says so.
    public static void main(String... arguments) {
        switch (arguments[0]) {
            case "shell" -> System.exit(shell(arguments[1], arguments[2], arguments[3]));
            case "odd" -> System.exit(odd());
            case "stop" -> stop(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static int shell(String terminal, String user, String script) {
        try (Box box = new Box()) {
            box.terminal = new Terminal(terminal.contains("i"), terminal.contains("t"));
            box.user = user;
            return box.run("sh", "-c", script);
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            return failure.exitCode();
        }
    }

    private static int odd() {
        try (Box box = new Box()) {
            box.terminal = new Terminal(true, true);
            box.write("/bin/odd", "no program").toFile().setExecutable(true);
            return box.run("odd");
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            return failure.exitCode();
        }
    }

    private static void stop(int number) {
        var calls = new AtomicInteger();
        var box = new Box(door -> new Stopping(door, calls, number));
        // Another user than root: the change of user is what makes the kernel forget that the process shall die with learnc.
        box.user = "1000";
        System.out.println("folder " + box.folder);
        box.run("sleep", "1000");
        System.out.println("ended after " + calls.get());
    }

    private record Stopping(Door behind, AtomicInteger calls, int last) implements Door {

        @Override
        public long pass(Call call) {
            if (calls.incrementAndGet() == last || call.systemCall() == learnc.runtime.kernel.SystemCall.WAITID) {
                System.out.println("stopped " + calls.get() + " before " + call.systemCall().manualName());
                while (true) {
                    LockSupport.park();
                }
            }
            return behind.pass(call);
        }

        @Override
        public Actor actor() {
            return behind.actor();
        }
    }

    /// The command that starts this class in a Java of its own, with no signal ignored: nohup, for example, ignores SIGHUP for all below it.
    public static ProcessBuilder process(String... arguments) {
        var command = new java.util.ArrayList<>(java.util.List.of("env", "--default-signal", System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                BoxMain.class.getName()));
        command.addAll(java.util.List.of(arguments));
        return new ProcessBuilder(command);
    }
}
