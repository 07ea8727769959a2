import java.util.Set;
import java.util.stream.Collectors;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// Two processes lose their parent, and end. The command turns into `sleep`, which waits for nobody.
final String ORPHANS = "(sleep 5 &); (sleep 5 &); exec sleep 8";

/// Four commands under the student's init, each in a container of its own. Mostly they sleep, so they do it side by side.
void check(Trial trial) {
    String nonce = trial.nonce();
    Running code = start(trial, "exit 5", nonce);
    Running orphans = start(trial, ORPHANS, nonce);
    Running trapped = start(trial, "trap 'exit 9' TERM; sleep 15 & wait", nonce);
    Running leaving = start(trial, "(sleep 15 &); exit 6", nonce);
    // First the one that waits for a signal.
    forwards(trial, trapped);
    code(trial, code);
    reaps(trial, orphans, nonce);
    ends(trial, leaving);
}

Running start(Trial trial, String command, String nonce) {
    return trial.learnc("run", "--network", "none", "-v", "{init.sh}:/init.sh:ro", "learnc/shell", "sh", "/init.sh", "sh", "-c", command, nonce);
}

void code(Trial trial, Running run) {
    trial.check("code").why("The exit code of number 1 is the container's. What it said: " + run.errors().strip()).equal(5, run.exitCode());
}

void reaps(Trial trial, Running run, String nonce) {
    Seen init = run.program("sh", "/init.sh", "sh", "-c", ORPHANS, nonce);
    Seen command = run.program("sh", "-c", ORPHANS, nonce);
    run.exitCode();
    Set<Long> orphans = started(run.calls().where(call -> call.pid() != init.pid() && call.pid() != command.pid()), run);
    Set<Long> asked = run.calls().named("wait4", "waitid").by(init).where(call -> call.result() > 0).stream().map(Event::result).collect(Collectors.toSet());
    long reaped = orphans.stream().filter(asked::contains).count();
    trial.check("reaps").why(reaped == 0 ? "Number 1 asks for nobody: their exit codes are kept as zombies, each of which holds a number and counts against pids.max."
            : "One of the orphans was left as a zombie.").equal(2L, reaped);
}

/// Whom processes of the container have started that are neither number 1 nor the command: numbers as they know them.
Set<Long> started(Calls calls, Running run) {
    Set<Integer> subshells = run.calls().named("execve").succeeded().with("argv", "[\"sleep\", \"5\"]").stream().map(Event::pid).collect(Collectors.toSet());
    return calls.named("clone", "clone3", "fork", "vfork").succeeded().where(call -> call.result() > 0 && !subshells.contains(call.pid()) && inContainer(call, run))
            .stream().map(Event::result).collect(Collectors.toSet());
}

/// learnc's own threads start threads, too; in the container nobody does.
boolean inContainer(Event call, Running run) {
    return run.calls().named("execve").by(new Seen(call.pid())).isEmpty() && call.arguments().stream().noneMatch(argument -> argument.text().contains("CLONE_THREAD"));
}

/// The command lasts longer than it takes to send a signal, and is short enough to be waited for.
void forwards(Trial trial, Running run) {
    run.awaited(event -> event.systemCall().equals("execve") && event.refusal() == null && Calls.argument(event, "argv").equals("[\"sleep\", \"15\"]"));
    ProcessHandle.of(run.first().pid()).ifPresent(ProcessHandle::destroy);
    int code = run.exitCode();
    trial.check("forwards").why(code == 0 ? "The signal came to number 1, and the command never heard of it."
            : "When number 1 ends, Linux ends every other process of the namespace on the spot: the command could not put anything in order.")
            .equal("the command's own answer to SIGTERM, 9", code == 9 ? "the command's own answer to SIGTERM, 9" : "exit code " + code);
}

void ends(Trial trial, Running run) {
    int code = run.exitCode();
    Set<Integer> sleepers = run.calls().named("execve").succeeded().with("argv", "[\"sleep\", \"15\"]").stream().map(Event::pid).collect(Collectors.toSet());
    Event finished = run.calls().named("exit_group").where(call -> sleepers.contains(call.pid())).first();
    trial.check("ends").at(run, finished).why("The container's life is the command's. Here it went on, for somebody else whom the command had left behind.")
            .that(code == 6 && finished == null, "exit code 6, at once", "exit code " + code + (finished == null ? "" : ", after the orphan's end"));
}
