package learnc.runtime.cli;

import java.util.function.UnaryOperator;

import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;

/// What `./learnc` runs once in the background while Java records which classes were needed, so that later starts find them
/// ready. It walks the paths of the commands that are started most, must work without root, and may fail without harm. Its
/// output goes nowhere.
final class Training {

    private Training() {
    }

    /// Walks the hot paths.
    ///
    /// @param words a folder in which containers may be tried, or nothing. The caller has to be alone in its network and mount
    ///              namespaces, so that nothing of this machine changes, and removes the folder.
    public static void main(String[] words) {
        WarmUp.begin("--trace");
        Printed.begin();
        commandLine();
        json();
        kernel();
        if (words.length > 0) {
            containers(words[0]);
        }
    }

    private static void commandLine() {
        for (String name : Commands.NAMES) {
            Main.run(name, "--help");
        }
        Main.run(RawWords.of(new String[] {"version"}));
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

    private static void containers(String folder) {
        String root = "--root=" + folder + "/root";
        String run = "--run=" + folder + "/run";
        // The first makes the image, the second finds it made.
        Main.run("run", root, run, "--network", "none", "learnc/shell", "true");
        Main.run("run", root, run, "--network", "none", "learnc/shell", "true");
        Main.run("run", root, run, "--trace", "--network", "none", "learnc/shell", "true");
        Main.run("run", root, run, "--trace", "--trace=" + folder + "/trace.jsonl", "--memory", "64m", "learnc/shell", "echo", "hello");
        Main.run("run", root, run, "--network", "none", "--trace=" + folder + "/payload.jsonl", "--trace-payload", "learnc/shell", "sh", "-c",
                "ls / >/dev/null; (true); cat /etc/hostname >/dev/null");
        // The shell waits for its child, so that there are calls which are shown unfinished.
        Main.run("run", root, run, "--network", "none", "--trace-payload", "learnc/shell", "sh", "-c",
                "ls -l / | wc; (true); sleep 0.01 & wait; dd if=/dev/zero of=/dev/null bs=1 count=9; exit 3");
        Main.run("ps", run);
        Main.run("images", root);
    }
}
