import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// The answers are about the stage as it was; then the mended one is run and looked at.
void check(Trial trial) {
    trial.check("allowed").why("67108864k: the number is in bytes already, and the k makes it 1024 times as much.").answered("65536", trial.answer("allowed"));
    trial.check("moved").why("A 0 in cgroup.procs stands for the one who writes, and that is learnc.").answered("learnc", trial.answer("moved").toLowerCase());
    trial.check("known").why("Only what stands in the ledger is known after learnc's death, and the line is written after the mkdirat.").answered("no", trial.answer("known").toLowerCase());

    String nonce = trial.nonce();
    Running run = trial.learnc("run", "-i", "--network", "none", "--memory", "64m", "--stage", "cgroups={MyCgroups.java}", "learnc/shell", "sh", "-c", "read line", nonce);
    Seen program = run.program("sh", "-c", "read line", nonce);
    boolean isInside = String.valueOf(program.group("memory")).matches(".*/learnc-[0-9a-f]{64}");
    boolean isLearnc = String.valueOf(run.first().group("memory")).matches(".*/learnc-[0-9a-f]{64}");
    Event limited = run.calls().named("write").succeeded().with("memory.limit_in_bytes>").last();
    limited = limited != null ? limited : run.calls().named("write").succeeded().with("memory.max>").last();
    Event moved = run.calls().named("write").succeeded().with("cgroup.procs>").with("/learnc-").last();
    Event made = run.calls().named("mkdirat").succeeded().with("/sys/fs/cgroup/").with("/learnc-").last();
    boolean isRecorded = made != null && !run.calls().named("write").succeeded().with("/ledger>").with("cgroup ").before(made).isEmpty();
    String limit = program.groupFile("memory", "memory.limit_in_bytes", "memory.max");
    run.type("go on");
    run.exitCode();

    trial.check("inside").at(run, moved).why(isLearnc ? "Somebody was moved, but that is learnc, not the container. And no process can remove the group that it is in itself."
            : "Nobody is in the group whom it could limit.").that(isInside && !isLearnc, "the container's first process in a group learnc-ID", isLearnc ? "learnc itself is in it" : String.valueOf(program.group("memory")));
    trial.check("limit").at(run, limited).why("64m means 64 · 1024 · 1024 bytes, and the file takes bytes.").equal("67108864", isInside ? limit : written(limited));
    trial.check("recorded").at(run, made).why("There is a moment in which the group is there and nobody knows of it: if learnc dies then, it stays for ever.")
            .that(isRecorded, "first the line in the ledger, then the group", made == null ? "no group was made" : "the group came first");
}

/// What was written as limit, when it cannot be read back.
String written(Event limited) {
    return limited == null ? "no limit" : limited.arguments().get(1).text().replace("\"", "");
}
