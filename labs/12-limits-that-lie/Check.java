import java.util.List;
import java.util.Locale;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// Two containers with the student's limits: one is asked what it sees, and starts processes; one takes too much memory.
void check(Trial trial) {
    String nonce = trial.nonce();
    String pids = "1" + trial.seeded("pids", 10);
    String asked = """
            echo "memory $(sed -n 's/MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo)"
            echo "processors $(grep -c ^processor /proc/cpuinfo)"
            echo "limit $(cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null)"
            echo "answered" >&2; read line
            """;
    Running run = trial.learnc("run", "-i", "--network", "none", "--memory", "64m", "--cpus", "0.5", "--pids-limit", pids, "learnc/shell", "sh", "-c", asked, nonce);
    Seen container = run.program("sh", "-c", asked, nonce);
    String most = container.groupFile("pids", "pids.max");
    run.type("go on");
    run.exitCode();
    long limit = Long.parseLong(said(run, "limit"));

    trial.check("meminfo").why("There is no namespace for memory: /proc/meminfo tells everybody the machine's, here " + said(run, "memory") + " kB.")
            .answered(Long.parseLong(said(run, "memory")) * 1024 > limit ? "machine" : "limit", answer(trial, "meminfo"));
    trial.check("processors").why("--cpus takes no processor away: the group may run on all of them, and Linux throttles it when its share of the time is used up.")
            .answered(said(run, "processors").equals(String.valueOf(Runtime.getRuntime().availableProcessors())) ? "machine" : "limit", answer(trial, "processors"));
    trial.check("too-much").why("The promise was free; writing is not. When the group is full and nothing can be given back, the kernel kills: 128 + 9.")
            .answered(String.valueOf(codeOfGreed(trial)), answer(trial, "too-much"));
    trial.check("processes").why("pids.max counts every process and thread of the group, the first one too.").answered(most, answer(trial, "processes"));
    Event refused = refusedFork(trial, pids);
    trial.check("fork").why("EAGAIN, 'resource temporarily unavailable': one may come free again. Nothing in the message tells of a limit.")
            .answered(refused == null ? "nothing" : refused.refusal().errno(), answer(trial, "fork").toUpperCase(Locale.ROOT));
    trial.check("truth").why("Its own group is mounted in /sys/fs/cgroup; the cgroup namespace makes it look like the root. There stands " + limit + ".")
            .answered("sys", answer(trial, "truth").replace("/", ""));
}

int codeOfGreed(Trial trial) {
    Running run = trial.learnc("run", "--network", "none", "--memory", "64m", "learnc/shell", "sh", "-c", "exec tail -c 200000000 /dev/zero");
    return run.exitCode();
}

/// Starts more processes than there may be, and gives the first fork that was refused.
Event refusedFork(Trial trial, String pids) {
    Running run = trial.learnc("run", "--network", "none", "--pids-limit", pids, "learnc/shell", "sh", "-c", "i=0; while [ $i -lt 30 ]; do sleep 100 & i=$((i+1)); done");
    run.exitCode();
    return run.calls().named("clone", "clone3", "fork", "vfork").where(call -> call.refusal() != null).first();
}

String said(Running run, String name) {
    return run.output().lines().filter(line -> line.startsWith(name + " ")).map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("0");
}

String answer(Trial trial, String name) {
    return trial.answer(name).toLowerCase(Locale.ROOT);
}
