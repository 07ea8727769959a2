import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

final int SIGINT = 2;
final int SIGTERM = 15;

/// First undisturbed, then SIGTERM in the middle of the work: learnc hands on what it gets.
void check(Trial trial) {
    Running calm = start(trial, "0");
    int calmCode = calm.exitCode();
    trial.check("works").why("Nobody has sent it anything. What it said: " + calm.errors().strip())
            .that(calmCode == 0 && calm.output().contains("done"), "\"done\", and exit code 0", "\"" + calm.output().strip() + "\", and exit code " + calmCode).orStop();

    // Longer than it takes to send a signal; short enough to wait for, if the script does.
    Running run = start(trial, "15");
    Event work = run.awaited(event -> event.systemCall().equals("execve") && event.refusal() == null && event.arguments().stream().anyMatch(argument -> argument.text().equals("[\"sleep\", \"15\"]")));
    Seen program = program(run, "15");
    String ignored = program.status("SigIgn");
    boolean listens = has(program.status("SigCgt"), SIGINT) && has(program.status("SigCgt"), SIGTERM);
    trial.check("listens").why(has(ignored, SIGTERM) ? "trap '' makes no handler: you have told it to ignore the signal."
            : "Number 1 of a PID namespace gets only signals for which it has a handler; Linux drops all others. 'exec' makes the program number 1, and it has none.")
            .that(listens, "a handler for both", "SigCgt " + program.status("SigCgt") + " in /proc/PID/status").orStop();

    ProcessHandle.of(run.first().pid()).ifPresent(ProcessHandle::destroy);
    int code = run.exitCode();
    Event finished = work == null ? null : run.calls().named("exit_group").where(event -> event.pid() == work.pid()).first();
    trial.check("at-once").at(run, finished).why("Without 'wait' a shell waits for its program first, and only then runs the trap: Docker would have killed it meanwhile.")
            .that(finished == null, "it ends while its work is still going on", "the work went on to its end");
    trial.check("exit-code").why("With another code nobody could tell whether it was stopped or had finished. 143 = 128 + 15.").equal(128 + SIGTERM, code);
}

Running start(Trial trial, String seconds) {
    return trial.learnc("run", "--network", "none", "-v", "{program.sh}:/program.sh:ro", "learnc/shell", "sh", "/program.sh", seconds);
}

Seen program(Running run, String seconds) {
    return run.program("sh", "/program.sh", seconds);
}

/// Sets of signals are written as hexadecimal numbers; signal 1 is the lowest bit.
boolean has(String signals, int signal) {
    return !signals.isEmpty() && (Long.parseUnsignedLong(signals, 16) >> signal - 1 & 1) == 1;
}
