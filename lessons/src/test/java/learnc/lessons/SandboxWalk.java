package learnc.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;

/// What `vagrant/vm-test` runs on this machine while Java records which classes learnc needs in a sandbox: as a program of its own
/// (a student's container), and as the machine for cells. The fewer there are in a cache, the quicker is a start from it, so this
/// one is not that of the tests ([WalkForTheCache]).
final class SandboxWalk {

    private static final List<String> MACHINE_FOR_CELLS = List.of("learnc.lessons.cell.CellAgent", "learnc.lessons.cell.CellAgent$OneThread",
            "learnc.lessons.cell.CellAgent$Thrown", "learnc.lessons.cell.BoundedOutput", "learnc.lessons.kit.Kit", "learnc.lessons.kit.DisplayChannel",
            "learnc.lessons.kit.Displayed", "jdk.jshell.execution.LocalExecutionControl", "jdk.jshell.execution.Util",
            "jdk.jshell.execution.ExecutionControlForwarder", "jdk.jshell.execution.DemultiplexInput", "jdk.jshell.execution.MultiplexingOutputStream");

    /// What a student's stage stands on.
    private static final List<String> OWN_STAGE = Stream.concat(Stream.of("learnc.runtime.cli.StageReplacement", "learnc.runtime.cli.Ready"),
            Stream.of("OwnRun", "OwnMethod", "Source", "Source$Loader", "OwnPull", "OwnUnpack", "OwnNamespaces", "OwnCgroups", "OwnNetwork", "OwnExec")
                    .map("learnc.runtime.own."::concat)).toList();

    private SandboxWalk() {
    }

    /// What the machine for cells does with each: it changes the class so that it can be stopped, and calls it.
    private static void runCell() throws ReflectiveOperationException, IOException, ExecutionControlException {
        var control = new LocalExecutionControl();
        String name = Cell.class.getName();
        try (InputStream bytes = Cell.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            control.load(new ClassBytecodes[] {new ClassBytecodes(name, bytes.readAllBytes())});
        }
        control.invoke(name, "statement");
    }

    /// A cell as JShell compiles it.
    public static final class Cell {

        private Cell() {
        }

        /// Its code.
        public static Object statement() {
            int sum = 0;
            for (String word : List.of("one", "two")) {
                sum += word.length();
            }
            return "letters: " + sum;
        }
    }

    /// @param words a folder in which containers may be tried, or nothing, as `learnc.runtime.cli.Training` has it
    public static void main(String[] words) throws ReflectiveOperationException, IOException, ExecutionControlException {
        for (String name : Stream.concat(MACHINE_FOR_CELLS.stream(), OWN_STAGE.stream()).toList()) {
            // Not initialized: the kit would take the standard output for itself.
            Class.forName(name, false, SandboxWalk.class.getClassLoader());
        }
        runCell();
        Method training = Class.forName("learnc.runtime.cli.Training").getMethod("main", String[].class);
        training.setAccessible(true);
        training.invoke(null, (Object) words);
    }
}
