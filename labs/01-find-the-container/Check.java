import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;

final List<String> KINDS = List.of("cgroup", "ipc", "mnt", "net", "pid", "user", "uts");

/// A container sleeps in the background; when it does, the script is let go.
void check(Trial trial) {
    String nonce = trial.nonce();
    // Which namespaces are its own is not always the same: who writes down what is expected here, has not looked.
    String network = Integer.parseInt(nonce) % 2 == 0 ? "none" : "host";
    Running run = trial.start(List.of("/bin/sh", "-c",
            "learnc run --hostname here-$2 --network $3 learnc/shell sleep $2 >/dev/null 2>&1 </dev/null & read go; sh \"$1\" $2; exec sleep 1000000", "box", "{find.sh}", nonce, network));
    Seen container = run.program("sleep", nonce);
    run.type("go");
    run.scriptEnd();

    trial.check("pid").why(whyPid(run, container, said(run, "pid"))).equal(pidInTheBox(container), said(run, "pid"));
    Set<String> own = new TreeSet<>(KINDS.stream().filter(kind -> !container.namespace(kind).equals(run.first().namespace(kind))).toList());
    trial.check("own").why(whyOwn(own, words(said(run, "own")))).equal(String.join(" ", own), String.join(" ", words(said(run, "own"))));
    trial.check("hostname").why("A container has a root of its own. From outside it is the directory /proc/PID/root.")
            .equal(container.file("/etc/hostname").strip(), said(run, "hostname"));
}

String said(Running run, String name) {
    return run.output().lines().filter(line -> line.startsWith(name + ":")).map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
}

Set<String> words(String line) {
    return new TreeSet<>(Arrays.asList(line.isEmpty() ? new String[0] : line.split("\\s+")));
}

/// A process has a number in each PID namespace: the host's, the box's, the container's.
String pidInTheBox(Seen process) {
    String[] numbers = process.status("NSpid").split("\\s+");
    return numbers[numbers.length - 2];
}

String whyPid(Running run, Seen container, String said) {
    boolean isLearnc = run.calls().named("execve").with("learnc.runtime.cli.Main").stream()
            .anyMatch(call -> new Seen(call.pid()).status("NSpid").endsWith("\t" + said));
    if (isLearnc) {
        return "That is learnc itself: the words stand on its command line too, further behind.";
    }
    return said.equals("1") ? "1 is its number inside. Outside it has another one: a process has a number in each PID namespace in which it can be seen."
            : "Each directory /proc/NUMBER is a process; its file cmdline holds its words, each with a zero byte behind it.";
}

String whyOwn(Set<String> own, Set<String> said) {
    if (said.contains("user") && !own.contains("user")) {
        return "Like Docker's, this container has no user namespace of its own: its root is the machine's root, with fewer rights.";
    }
    return "The links in /proc/PID/ns have the same text for two processes exactly if they share that namespace.";
}
