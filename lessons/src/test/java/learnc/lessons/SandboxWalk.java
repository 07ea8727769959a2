package learnc.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;

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
    private static final List<String> OWN_STAGE = List.of("learnc.runtime.cli.StageReplacement", "learnc.runtime.cli.Ready", "learnc.runtime.own.Source",
            "learnc.runtime.own.Source$Loader", "learnc.runtime.own.OwnMethod", "learnc.runtime.own.OwnRun", "learnc.runtime.own.OwnPull",
            "learnc.runtime.own.OwnUnpack", "learnc.runtime.own.OwnNamespaces", "learnc.runtime.own.OwnCgroups", "learnc.runtime.own.OwnNetwork",
            "learnc.runtime.own.OwnExec");

    private SandboxWalk() {
    }

    private static void load(List<String> names) throws ClassNotFoundException {
        for (String name : names) {
            // Not initialized: the kit would take the standard output for itself.
            Class.forName(name, false, SandboxWalk.class.getClassLoader());
        }
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
        load(MACHINE_FOR_CELLS);
        load(OWN_STAGE);
        runCell();
        Method training = Class.forName("learnc.runtime.cli.Training").getMethod("main", String[].class);
        training.setAccessible(true);
        training.invoke(null, (Object) words);
    }
}
