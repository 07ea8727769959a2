import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// The script four times, each time in a box of its own; then the box is looked at.
void check(Trial trial) {
    works(trial);
    halfWay(trial);
    orphan(trial);
    stopped(trial);
}

void works(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.script("box.sh", "plain", "sh", "-c", "exit 3", nonce);
    int code = run.scriptEnd();
    Event command = run.calls().named("execve").succeeded().with("argv", "[\"sh\", \"-c\", \"exit 3\", \"" + nonce + "\"]").first();
    Event joined = run.calls().named("write").succeeded().with("learnc-plain/cgroup.procs").before(command).first();
    List<String> left = left(run, "plain");
    run.end();
    trial.check("works").at(run, command).why("The command exits with 3; it has to be in its group before it is executed; and afterwards nothing may be left.")
            .that(code == 3 && command != null && joined != null && left.isEmpty(), "exit code 3, in a group, nothing left",
                    "exit code " + code + (command == null ? ", never executed" : joined == null ? ", in no group" : "") + still(left)).orStop();
}

void halfWay(Trial trial) {
    String name = "much-too-long-a-name";
    Running run = trial.script("box.sh", name, "true");
    int code = run.scriptEnd();
    List<String> left = left(run, name);
    run.end();
    trial.check("half-way").why("No device may have a name of more than 15 letters, so 'ip link add' fails, and what was made before it stays unless it is undone.")
            .that(code != 0 && left.isEmpty(), "an exit code that tells of the failure, and nothing left", "exit code " + code + still(left));
}

void orphan(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.script("box.sh", "orphan", "sh", "-c", "sleep " + nonce + " & exit 4");
    int code = run.scriptEnd();
    Seen orphan = run.program("sleep", nonce);
    List<String> left = left(run, "orphan");
    if (!orphan.status("State").isEmpty() && !orphan.status("State").startsWith("Z")) {
        left.add("the process sleep " + nonce);
    }
    run.end();
    trial.check("orphan").why("The command has gone, its child has not. As long as a process is in it, a group cannot be removed: Linux answers EBUSY.")
            .that(code == 4 && left.isEmpty(), "exit code 4, and nothing left", "exit code " + code + still(left));
}

/// The command lasts longer than it takes to send a signal, and is short enough to be waited for.
void stopped(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.script("box.sh", "stopped", "sh", "-c", "sleep 15; true", nonce);
    Seen command = run.program("sh", "-c", "sleep 15; true", nonce);
    Event script = run.calls().named("execve").succeeded().where(call -> Calls.argument(call, "argv").contains("box.sh\", \"stopped\"") && !Calls.argument(call, "argv").startsWith("[\"/bin/sh\"")).first();
    ProcessHandle.of(script.pid()).ifPresent(ProcessHandle::destroy);
    int code = run.scriptEnd();
    Event finished = run.calls().named("exit_group").by(command).first();
    List<String> left = left(run, "stopped");
    run.end();
    trial.check("stopped").at(run, finished).why(finished != null ? "The trap ran only when the command had ended by itself. 'docker stop' would have lost its patience."
            : "SIGTERM ends a shell on the spot, whatever it was about to do; with a handler it has time to undo.")
            .that(code == 143 && left.isEmpty() && finished == null, "exit code 143 at once, and nothing left",
                    "exit code " + code + still(left) + (finished == null ? "" : ", after the command's end"));
}

String still(List<String> left) {
    return left.isEmpty() ? "" : "; still there: " + String.join(", ", left);
}

/// What bears the name and is still there.
List<String> left(Running run, String name) {
    Seen box = run.first();
    var left = new ArrayList<String>();
    box.mounts().stream().filter(mount -> mount.mountPoint().endsWith("/" + name)).forEach(mount -> left.add("the mount " + mount.mountPoint()));
    box.inItsNetwork("ip", "-o", "link").lines().filter(line -> line.contains(" " + name + "@")).forEach(line -> left.add("the link " + name));
    Path own = box.group("pids");
    for (Path groups = own; groups != null && groups.toString().contains("learnc/"); groups = groups.getParent()) {
        if (Files.exists(groups.resolve("learnc-" + name))) {
            left.add("the group learnc-" + name);
        }
    }
    return left;
}
