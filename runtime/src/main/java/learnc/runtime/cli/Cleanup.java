package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

import learnc.runtime.StageRemovals;
import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.Containers.Seen;
import learnc.runtime.container.Life;
import learnc.runtime.container.Undo;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `learnc cleanup`: takes back what a killed learnc has left.
@Command(name = "cleanup", sortOptions = false, description = "Take back what a killed learnc has left on this machine.",
        footer = {"%nEach container has a ledger: what it makes is written down before it is made. A learnc that is alive holds a lock on its",
            "container, and takes everything back itself; this command does the same for those whose learnc is dead.",
            "%nExamples:",
            "  learnc cleanup --dry-run     only show it",
            "  learnc cleanup",
            "  learnc cleanup --all         also end the containers that run"})
final class Cleanup implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only show what would be taken back.")
    boolean isDry;

    @Option(names = "--all", description = "Also end the containers that run.")
    boolean isAll;

    @Option(names = "--force", description = "With --all: do not ask.")
    boolean isForced;

    @Mixin
    TraceOptions trace;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Doors doors = Doors.open(spec, trace)) {
            // Half of it would be worse than none: a second Ctrl-C does not help either.
            doors.stop().tooLate();
            var containers = new Containers(doors.host(), where.places());
            var undo = new Undo(doors.host(), where.places(), new StageRemovals(doors.host()));
            boolean isDone = !isAll || endRunning(containers, undo);
            for (Container container : containers.takeAbandoned()) {
                isDone &= isDry ? shown(container) : takenBack(container, undo);
            }
            for (MoreLeftovers more : ServiceLoader.load(MoreLeftovers.class)) {
                more.takeBack(isDry).forEach(what -> out().println(what + (isDry ? "" : ": taken back")));
            }
            return isDone ? 0 : Failure.LEARNC_FAILED;
        }
    }

    private boolean shown(Container container) {
        out().println(container.id());
        container.notes().forEach(note -> out().println("  " + note));
        container.letGo();
        return true;
    }

    private boolean takenBack(Container container, Undo undo) {
        List<String> left = container.end(undo);
        out().println(container.id() + (left.isEmpty() ? ": nothing is left" : ": not all could be taken back"));
        left.forEach(what -> spec.commandLine().getErr().println("learnc: " + what));
        return left.isEmpty();
    }

    /// Kills their programs. The learnc of each then takes back what it has made, as always.
    private boolean endRunning(Containers containers, Undo undo) {
        List<Seen> running = containers.all().stream().filter(seen -> seen.life() == Life.RUNNING).toList();
        running.forEach(seen -> out().println(seen.id() + " runs: " + seen.state().name()));
        if (isDry || running.isEmpty()) {
            return true;
        }
        confirm(running.size());
        boolean isDone = true;
        for (Seen seen : running) {
            isDone &= undo.undo(List.of(seen.state().running().process())).isEmpty();
        }
        return isDone && containers.awaitEnd(running);
    }

    private void confirm(int count) {
        if (isForced) {
            return;
        }
        if (System.console() == null) {
            throw Said.misuse("--all ends " + count + " containers that run: add --force, or ask from a terminal");
        }
        out().print("End " + count + " containers that run? [y/N] ");
        out().flush();
        if (!new Scanner(System.in).nextLine().strip().equalsIgnoreCase("y")) {
            throw new Failure("nothing was done");
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
