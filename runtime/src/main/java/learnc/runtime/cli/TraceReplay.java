package learnc.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import learnc.runtime.trace.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace replay`: walks through a recording, forward and back.
@Command(name = "replay", description = "Walk through a trace, forward and back, and see the kernel's state at each call.",
        footer = {"%nWithout --at, on a terminal: as with 'learnc run --step', ? lists the keys. Elsewhere one command a line: n next, p previous, g N go to call N, s the whole state, s VIEW one view of it, q quit.",
            "This is a view of the recording: no process runs, and nothing is done again."})
final class TraceReplay implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Option(names = "--at", paramLabel = "N", description = "Print the state after call N (0: before the first), and what that call changed.")
    Long at;

    @Option(names = "--view", paramLabel = "NAME", description = "Of the state, only one view, as mounts or processes.")
    String view;

    @Mixin
    ScreenOptions screen = new ScreenOptions();

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Replay replay = TraceFile.read(file, Replay::of);
        replay.remarks().forEach(remark -> spec.commandLine().getErr().println("learnc: " + remark));
        refuseWhatIsNotThere(replay);
        if (at == null && Steps.haveScreen()) {
            Steps.through(file, replay, screen);
            return 0;
        }
        var pages = new ReplayPages(replay, spec.commandLine().getOut(), screen.style(1));
        if (at != null) {
            pages.goTo(at);
            pages.showState(view);
        } else {
            walk(pages);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void refuseWhatIsNotThere(Replay replay) {
        long last = replay.events().isEmpty() ? 0 : replay.events().getLast().sequence();
        if (at != null && (at < 0 || at > last)) {
            throw Said.misuse("--at: there is no call " + at + "; this trace has calls 1 to " + last + ", and 0 is before the first");
        }
        Said.once("--view", view, ReplayPages::view);
    }

    private void walk(ReplayPages pages) {
        var keys = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        pages.goTo(1);
        try {
            for (String line = keys.readLine(); line != null && !line.strip().equals("q"); line = keys.readLine()) {
                step(pages, line.strip().split("\\s+", 2));
                spec.commandLine().getOut().flush();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void step(ReplayPages pages, String[] words) {
        String argument = words.length > 1 ? words[1] : null;
        switch (words[0]) {
            case "", "n" -> pages.goTo(pages.at() + 1);
            case "p" -> pages.goTo(pages.at() - 1);
            case "g" -> goTo(pages, argument);
            case "s" -> showState(pages, argument);
            default -> spec.commandLine().getOut().println("n next, p previous, g N go to call N, s [VIEW] the state, q quit");
        }
    }

    private void showState(ReplayPages pages, String only) {
        try {
            pages.showState(only == null ? view : ReplayPages.view(only));
        } catch (IllegalArgumentException unknown) {
            spec.commandLine().getOut().println(unknown.getMessage());
        }
    }

    private void goTo(ReplayPages pages, String number) {
        if (number != null && number.matches("\\d{1,18}")) {
            pages.goTo(Long.parseLong(number));
        } else {
            spec.commandLine().getOut().println("g N: the number of a call");
        }
    }
}
