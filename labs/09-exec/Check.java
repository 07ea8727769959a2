import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.labs.check.Verdict.Decided;
import learnc.runtime.trace.Event;

/// An image with a user, two groups and a program that waits. It runs twice: as its user, and as root.
final String IMAGE = """
        mkdir -p /tmp/lab && cd /tmp/lab
        blob() { digest=$(sha256sum "$1"); digest=${digest%% *}; size=$(stat -c %s "$1"); cp "$1" "image/blobs/sha256/$digest"; }
        mkdir -p image/blobs/sha256 root/bin root/etc root/proc root/sys root/dev
        printf '{"imageLayoutVersion":"1.0.0"}' >image/oci-layout
        cp /bin/sh root/bin/sh
        for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do mkdir -p "root${library%/*}"; cp -L "$library" "root$library"; done
        printf '#!/bin/sh\\nread line\\nexit 7\\n' >root/bin/keeper && chmod 755 root/bin/keeper
        printf 'root:x:0:0::/root:/bin/sh\\napp:x:4321:4300::/home/app-%s:/bin/sh\\n' $2 >root/etc/passwd
        printf 'root:x:0:\\napp:x:4300:\\naudio:x:4301:other,app\\nvideo:x:4302:other\\n' >root/etc/group
        tar -C root -b 128 -cf layer . ; blob layer; layer=$digest layer_size=$size
        case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
        printf '{"architecture":"%s","os":"linux","config":{"User":"app","Entrypoint":["keeper"],"Env":["PATH=/nowhere:/bin","FLAVOUR=vanilla","NUMBER=%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' $architecture $2 $layer >configuration
        blob configuration; configuration=$digest configuration_size=$size
        printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%s}]}' $configuration $configuration_size $layer $layer_size >manifest
        blob manifest
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' $digest $size >image/index.json
        """;
final String RUNS = """
        export PASSWORD=$2
        stage=$1; shift 2
        run() { learnc run -i --network none --hostname box --stage "exec=$stage" "$@"; code=$?; [ $code = 7 ] || exit $code; }
        run -e FLAVOUR=cherry -e 'EQUATION=a b=c' ./image "$@"
        run --user 0 ./image "$@"
        exit 7
        """;

void check(Trial trial) {
    String nonce = trial.nonce();
    List<String> words = List.of("keeper", nonce, "two words", "", "$HOME");
    var command = new ArrayList<>(List.of("/bin/sh", "-c", IMAGE + RUNS, "box", "{MyExec.java}", nonce));
    command.addAll(words.subList(1, words.size()));
    Running run = trial.start(command);
    long one = 1L << trial.seeded("power", 8);

    Event first = run.awaited(event -> event.systemCall().equals("pivot_root") && event.refusal() == null);
    Event executed = first == null ? null : executed(run, first);
    Seen user = executed == null ? null : new Seen(executed.pid());
    var seen = user == null ? null : new Process(user);
    Process root = null;
    if (user != null) {
        run.type("go on");
        Event second = run.awaited(event -> event.systemCall().equals("pivot_root") && event.refusal() == null && event.pid() != first.pid());
        Event again = second == null ? null : executed(run, second);
        root = again == null ? null : new Process(new Seen(again.pid()));
        run.type("go on");
    }
    int exitCode = run.exitCode();

    Calls its = first == null ? run.calls().named("nothing") : run.calls().where(call -> call.pid() == first.pid());
    boolean isLearncsOwn = !its.named("openat").with("oom_score_adj").isEmpty();
    Decided runs = trial.check("runs").why(isLearncsOwn ? "These are the calls of learnc's own stage. Here yours is wanted." : "The program in the container ends with 7; learnc hands that on. What it said: " + run.errors().strip())
            .that(exitCode == 7 && seen != null && !isLearncsOwn, "your stage, and exit code 7", isLearncsOwn ? "learnc's own stage" : "exit code " + exitCode);
    if (isLearncsOwn) {
        runs.orStop();
    }
    // Also where the program never ran: a wrong order is why.
    order(trial, run, its);
    runs.orStop();
    trial.check("words").at(run, executed).why("The list goes through as it is. Nobody needs a shell to start a program, and a shell takes words apart, and fills in what has a $ before it.")
            .equal(quoted(words), Calls.argument(executed, "argv"));
    environment(trial, seen, nonce);
    trial.check("user").why(wrongUser(seen))
            .equal("user 4321 4321 4321 4321, group 4300 4300 4300 4300, groups 4300 4301", "user " + seen.user + ", group " + seen.group + ", groups " + String.join(" ", seen.groups));
    powers(trial, seen, root, one);
    trial.check("locked").why("A setuid program in the image, such as su(1), makes another user root again: with no_new_privs execve(2) ignores that bit.").equal("NoNewPrivs 1", "NoNewPrivs " + seen.noNewPrivileges);
    boolean isOpen = seen.blocked.matches("0+");
    trial.check("first").why(!isOpen ? "All signals were blocked while the process was made, and execve(2) does not change that: no SIGTERM would ever reach it."
            : !seen.umask.equals("0027") ? "The stage namespaces has set the umask to 0, so that devices are for everybody. Files of the program would be so, too." : "Who starts another process for the program, has given the number 1 away.")
            .equal("number 1, no signal blocked, umask 0027", "number " + seen.number + (isOpen ? ", no signal blocked" : ", signals blocked: " + seen.blocked) + ", umask " + seen.umask);
}

/// What could be seen of it while it waited.
class Process {

    final String environ;
    final String user;
    final String group;
    final TreeSet<String> groups;
    final String effective;
    final String permitted;
    final String bounding;
    final String noNewPrivileges;
    final String blocked;
    final String umask;
    final String number;

    Process(Seen seen) {
        environ = seen.text("environ");
        user = seen.status("Uid").replaceAll("\\s+", " ");
        group = seen.status("Gid").replaceAll("\\s+", " ");
        groups = new TreeSet<>(Arrays.asList(seen.status("Groups").split("\\s+")));
        effective = seen.status("CapEff");
        permitted = seen.status("CapPrm");
        bounding = seen.status("CapBnd");
        noNewPrivileges = seen.status("NoNewPrivs");
        blocked = seen.status("SigBlk");
        umask = seen.status("Umask");
        number = seen.status("NSpid").replaceAll(".*\\s", "");
    }
}

/// The moment in which a container's first process becomes the program.
Event executed(Running run, Event pivot) {
    return run.awaited(event -> event.systemCall().equals("execve") && event.pid() == pivot.pid() && event.refusal() == null && event.result() == 0);
}

void order(Trial trial, Running run, Calls its) {
    Calls steps = its.where(call -> List.of("setgroups", "setresgid", "setresuid", "capset").contains(call.systemCall()) || Calls.text(call).contains("PR_CAPBSET_DROP"));
    Event refused = steps.where(call -> call.refusal() != null).first();
    Event user = steps.named("setresuid").succeeded().last();
    List<String> missing = List.of("prctl", "setgroups", "setresgid", "setresuid").stream().filter(name -> steps.named(name).succeeded().isEmpty()).toList();
    boolean isInOrder = missing.isEmpty() && steps.named("prctl", "setgroups", "setresgid").after(user).isEmpty();
    trial.check("order").at(run, refused != null ? refused : user).why(whyOrder(refused)).that(refused == null && isInOrder, "bounding set, groups and group, each allowed, and then the user",
            refused != null ? Calls.text(refused) : missing.isEmpty() ? "something else after the user" : "no " + String.join(", no ", missing));
}

String whyOrder(Event refused) {
    return refused == null ? "What is not given up stays; and when root has become another user, nothing more can be given up."
            : switch (refused.systemCall()) {
                case "prctl" -> "Only who has CAP_SETPCAP may change the bounding set. A call before this one has given that power up.";
                case "setgroups", "setresgid" -> "Only who has CAP_SETGID may change the groups. A call before this one has given that power up: another user than root has none.";
                case "setresuid" -> "Only who has CAP_SETUID may become another user. A call before this one has given that power up.";
                default -> "A process can only keep what it has.";
            };
}

String quoted(List<String> words) {
    return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", ", "[", "]"));
}

void environment(Trial trial, Process seen, String nonce) {
    var wanted = new TreeMap<>(Map.of("PATH", "/nowhere:/bin", "HOSTNAME", "box", "HOME", "/home/app-" + nonce, "FLAVOUR", "cherry", "NUMBER", nonce, "EQUATION", "a b=c"));
    var got = new TreeMap<String, String>();
    for (String entry : seen.environ.split("\0")) {
        String[] parts = entry.split("=", 2);
        got.merge(parts[0], parts.length < 2 ? "" : parts[1], (one, other) -> one + " and " + other);
    }
    trial.check("environment").why(got.containsKey("PASSWORD") || got.containsKey("LEARNC_ROOT") ? "These are learnc's own variables. The image's program has no business with them, and PASSWORD was a secret."
            : "First PATH, HOSTNAME and HOME, then the image's, then those of -e: each name once, the last one counts.").equal(wanted.toString(), got.toString());
}

void powers(Trial trial, Process user, Process root, long one) {
    String mask = String.format("%016x", one);
    String none = "0".repeat(16);
    boolean isUnbound = root != null && !root.bounding.equals(mask) || !user.bounding.equals(mask);
    trial.check("powers").why(isUnbound ? "What the bounding set holds, root has again after execve(2), whatever capset(2) has said before."
            : "Bit n stands for capability n. A user other than root needs an empty set; root keeps exactly one.")
            .equal("root " + mask + " of " + mask + ", app " + none + " of " + mask,
                    (root == null ? "root did not run" : "root " + both(root) + " of " + root.bounding) + ", app " + both(user) + " of " + user.bounding);
}

String both(Process process) {
    return process.effective.equals(process.permitted) ? process.effective : process.effective + " (permitted " + process.permitted + ")";
}

/// Whether root is in a group besides its own depends on how learnc was started.
String wrongUser(Process seen) {
    if (seen.groups.contains("0")) {
        return "It is still in a group of learnc's root, and may open what that group may: the list of groups is kept until setgroups(2) sets another.";
    }
    return seen.groups.contains("4301") ? "The image's /etc/passwd and /etc/group say who app is. A process has four user numbers, and a way back as long as one of them is 0."
            : "The image's /etc/group has app in group 4301, too: the list of groups is kept until setgroups(2) sets another.";
}
