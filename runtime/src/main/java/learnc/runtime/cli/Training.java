package learnc.runtime.cli;

import java.util.function.UnaryOperator;

import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;

/// What `./learnc` runs once in the background while Java records which classes were needed, so that later starts find them
/// ready. It walks the paths of the commands that are started most; it must change nothing on this machine, must work without
/// root, and may fail without harm. Its output goes nowhere.
final class Training {

    private Training() {
    }

    /// Walks the hot paths.
    public static void main(String[] words) {
        commandLine();
        json();
        kernel();
    }

    private static void commandLine() {
        for (String name : Commands.NAMES) {
            Main.run(name, "--help");
        }
        Main.run("version");
        Main.run("--help");
        Main.run("no-such-command");
    }

    private static void json() {
        JsonObject.of("{\"os\": \"linux\", \"size\": 1, \"layers\": [true, null]}".getBytes(), "a manifest");
    }

    private static void kernel() {
        try (Linux linux = new Linux(UnaryOperator.identity())) {
            WholeFile.text(linux.host(), "/proc/self/mountinfo");
            linux.release(linux.newInit(0));
        }
    }
}
