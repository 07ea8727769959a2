import java.util.List;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// Both ways out that directories offer: by a second chroot, and by an old root that somebody has left mounted.
final String ESCAPE = """
        perl <<'END'
          chroot "usr"; chdir ".." for 1..20; chroot "."; exec "cat", "/tmp/lab/secret";
        END
        cat /mnt/tmp/lab/secret
        """;

/// The secret comes by standard input, so that it stands on nobody's command line.
final String OUTSIDE = "mkdir -p /tmp/lab /tmp/prison; read secret; echo \"$secret\" >/tmp/lab/secret; secret=; mount --bind / /tmp/prison; ";

void check(Trial trial) {
    escape(trial);
    prison(trial);
}

void escape(Trial trial) {
    String secret = trial.nonce();
    Running run = trial.start(List.of("/bin/sh", "-c", OUTSIDE + "chroot /tmp/prison sh -s <\"$1\"", "box", "{escape.sh}"));
    run.type(secret);
    run.exitCode();
    Event climbed = run.calls().named("chroot").succeeded().last();
    boolean isOut = run.output().contains(secret);
    trial.check("escape").at(run, isOut ? null : climbed).why(run.calls().named("chroot").succeeded().count() < 2
            ? "At the root .. leads to the root itself: as long as you stand below it there is no way up. But root may move its root." : "You have moved the root; where did you stand then?")
            .that(isOut, "the secret", isOut ? "the secret" : "\"" + run.output().strip() + "\", " + run.errors().strip());
}

void prison(Trial trial) {
    String secret = trial.nonce();
    String nonce = trial.nonce();
    // The script comes through a pipe that stays open, so that the prison can be looked at.
    Running run = trial.start(List.of("/bin/sh", "-c", OUTSIDE + "sh \"$1\" /tmp/prison; exit", "box", "{prison.sh}"));
    run.type(secret);
    run.type("echo works-$((" + nonce + " + 1)); sleep 0." + nonce);
    run.awaited(event -> event.systemCall().equals("execve") && Calls.argument(event, "argv").equals("[\"sleep\", \"0." + nonce + "\"]"));
    Seen prisoner = run.program("sh", "-s");
    boolean isOwn = !prisoner.namespace("mnt").equals(run.first().namespace("mnt"));
    run.type(ESCAPE);
    run.type("exit");
    run.exitCode();

    trial.check("works").why("The script on standard input has to run with the other root. What it said: " + run.errors().strip())
            .contains("works-" + (Long.parseLong(nonce) + 1), run.output()).orStop();
    trial.check("own-mounts").why("It shares the table of mounts with everybody outside: what is exchanged or taken away there, is so for all.")
            .that(isOwn, "a mount namespace of its own", "that of the shell outside");
    boolean isOut = run.output().contains(secret);
    boolean hasPivoted = !run.calls().named("pivot_root").succeeded().isEmpty();
    trial.check("closed").at(run, run.calls().named("pivot_root", "chroot").succeeded().last())
            .why(hasPivoted ? "The roots are exchanged, but the old root is still mounted: who stands in the new one simply walks in."
                    : "With chroot the directories inside and outside still hang together: who stands above the root climbs to the top.")
            .that(!isOut && hasPivoted, "the secret stays outside, because there is no way", isOut ? "the secret" : "no exchange of the roots");
}
