package learnc.lessons;

import java.lang.reflect.Method;
import java.util.List;

/// What `vagrant/vm-test` runs on this machine while Java records which classes learnc needs in a sandbox: as a program of its own
/// (a student's container), and as the machine for cells. The fewer there are in a cache, the quicker is a start from it, so this
/// one is not that of the tests ([WalkForTheCache]).
final class SandboxWalk {

    private static final List<String> MACHINE_FOR_CELLS = List.of("learnc.lessons.cell.CellAgent", "learnc.lessons.cell.CellAgent$OneThread",
            "learnc.lessons.cell.CellAgent$Thrown", "learnc.lessons.cell.BoundedOutput", "learnc.lessons.kit.Kit", "learnc.lessons.kit.DisplayChannel",
            "learnc.lessons.kit.Displayed", "jdk.jshell.execution.LocalExecutionControl", "jdk.jshell.execution.Util",
            "jdk.jshell.execution.ExecutionControlForwarder", "jdk.jshell.execution.DemultiplexInput", "jdk.jshell.execution.MultiplexingOutputStream");

    private SandboxWalk() {
    }

    /// @param words a folder in which containers may be tried, or nothing, as `learnc.runtime.cli.Training` has it
    public static void main(String[] words) throws ReflectiveOperationException {
        for (String name : MACHINE_FOR_CELLS) {
            // Not initialized: the kit would take the standard output for itself.
            Class.forName(name, false, SandboxWalk.class.getClassLoader());
        }
        Method training = Class.forName("learnc.runtime.cli.Training").getMethod("main", String[].class);
        training.setAccessible(true);
        training.invoke(null, (Object) words);
    }
}
