import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.labs.check.Verdict.Decided;
import learnc.runtime.trace.Event;

/// A container with the student's stage waits at a `read`, is looked at, and goes on.
void check(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.learnc("run", "-i", "--network", "none", "--memory", "64m", "--stage", "cgroups={MyCgroups.java}",
            "learnc/shell", "sh", "-c", "read line; exit 7", nonce);
    Seen program = run.program("sh", "-c", "read line; exit 7", nonce);

    String group = String.valueOf(program.group("memory"));
    String limit = program.groupFile("memory", "memory.limit_in_bytes", "memory.max");
    run.type("go on");
    int exitCode = run.exitCode();

    // learnc's own stage also hides the groups of others from the container.
    boolean isLearncsOwn = !run.calls().named("unshare").succeeded().with("CLONE_NEWCGROUP").isEmpty();
    Decided runs = trial.check("runs").why(isLearncsOwn ? "These are the calls of learnc's own stage. Here yours is wanted." : "The program in the container ends with 7; learnc hands that on. What it said: " + run.errors().strip())
            .that(exitCode == 7 && !isLearncsOwn, "your stage, and exit code 7", isLearncsOwn ? "learnc's own stage" : "exit code " + exitCode);
    if (isLearncsOwn) {
        runs.orStop();
    }
    boolean isInside = group.matches(".*/learnc-[0-9a-f]{64}");
    trial.check("inside").why("The process is where it was before: a group is a name in a folder until its number stands in cgroup.procs.")
            .that(isInside, "a group learnc-ID", group);
    trial.check("limit").why("64m means 64 · 1024 · 1024 bytes: sizes of memory are powers of 1024.").equal("67108864", isInside ? limit : "no limit of its own");

    Event limited = run.calls().named("write").succeeded().with("memory.limit_in_bytes").first();
    limited = limited != null ? limited : run.calls().named("write").succeeded().with("memory.max").first();
    Event moved = run.calls().named("write").succeeded().with("cgroup.procs>").with("/memory/").last();
    moved = moved != null ? moved : run.calls().named("write").succeeded().with("cgroup.procs>").last();
    trial.check("order").at(run, moved).why("In between the process could use as much as it liked.")
            .that(limited != null && moved != null && limited.sequence() < moved.sequence(), "first the limit, then the process",
                    limited == null ? "no limit was written" : moved == null ? "the process was never moved" : "it moved in first");
    trial.check("undone").why("A group stays until somebody removes it, whatever becomes of its processes: tell the ledger what you are about to make.")
            .that(!run.calls().named("unlinkat").succeeded().with("AT_REMOVEDIR").with("/sys/fs/cgroup/").with(name(group)).isEmpty(), "the group is removed", "nobody removed it");
}

String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
}
