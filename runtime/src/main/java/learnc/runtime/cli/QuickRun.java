package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

/// Reads the usual command lines of `learnc run` without picocli.
///
/// picocli first builds a model of all the options that [Run] could have. That takes as long as the start of the JVM, and longer
/// than the whole container. Here only the words that are there are looked at. Whatever is not said in the plainest way is left
/// to picocli, which has the last word on what is right: a test holds the two against each other, option by option.
final class QuickRun {

    static final String COMMAND = "run";

    private static final int MOST_DIGITS = 9;

    private final Run run = new Run();
    private final String[] words;
    private int at = 1;

    private QuickRun(String... words) {
        this.words = words;
    }

    /// The command, with its options set, or null when picocli has to read it.
    ///
    /// @param words all of the command line
    static Run read(String... words) {
        return words.length > 0 && words[0].equals(COMMAND) ? new QuickRun(words).read() : null;
    }

    private Run read() {
        while (at < words.length && words[at].startsWith("-")) {
            if (!readOption(words[at++])) {
                return null;
            }
        }
        if (at == words.length || words[at].isEmpty()) {
            return null;
        }
        List<String> all = List.of(words);
        run.image = words[at];
        run.command = all.subList(at + 1, words.length);
        run.called = new Called.Quickly("learnc " + COMMAND, all.subList(1, words.length));
        return run;
    }

    /// @return whether it was understood
    private boolean readOption(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (equals > 0) {
            String value = word.substring(equals + 1);
            String name = word.substring(0, equals);
            return isPlain(value) && (setAttached(name, value) || set(name, value));
        }
        if (raise(word)) {
            return true;
        }
        return at < words.length && isPlain(words[at]) && set(word, words[at++]);
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && !value.startsWith("-");
    }

    /// An option without a value.
    private boolean raise(String name) {
        switch (name) {
            case "--rm" -> run.isRemoved = true;
            case "-q", "--quiet" -> run.isQuiet = true;
            case "-i", "-t", "-it" -> {
                return raiseTerminal(name);
            }
            case "--read-only" -> run.files.isReadOnly = true;
            case "--trace" -> run.trace.targets.add("");
            case "--trace-quiet" -> run.trace.screen.isQuiet = true;
            case "--no-state" -> run.trace.isWithoutState = true;
            case "--explain" -> run.trace.screen.explain = "";
            case "--trace-payload" -> run.payload.expression = "";
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Said twice, picocli takes a letter back under some circumstances.
    private boolean raiseTerminal(String letters) {
        boolean isFirst = !run.program.isInteractive && !run.program.hasTerminal;
        run.program.isInteractive = letters.indexOf('i') > 0;
        run.program.hasTerminal = letters.indexOf('t') > 0;
        return isFirst;
    }

    /// An option whose value can only be attached to it.
    private boolean setAttached(String name, String value) {
        switch (name) {
            case "--trace" -> run.trace.targets.add(value);
            case "--explain" -> run.trace.screen.explain = value;
            case "--trace-payload" -> run.payload.expression = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean set(String name, String value) {
        switch (name) {
            case "--name" -> run.name = value;
            case "--hostname" -> run.hostname = value;
            case "--entrypoint" -> run.entrypoint = value;
            case "-e", "--env" -> run.program.env = with(run.program.env, value);
            case "-w", "--workdir" -> run.program.workdir = value;
            case "-u", "--user" -> run.program.user = value;
            case "-v", "--volume" -> run.files.binds = with(run.files.binds, value);
            case "--tmpfs" -> run.files.tmpfs = with(run.files.tmpfs, value);
            case "--stage" -> run.stages = with(run.stages, value);
            case "-m", "--memory" -> run.limits.memory = value;
            case "--cpus" -> run.limits.cpus = value;
            case "--pids-limit" -> run.limits.pids = value;
            case "--network", "--net" -> run.network.network = value;
            case "-p", "--publish" -> run.network.publish = with(run.network.publish, value);
            case "--trace-format" -> run.trace.format = value;
            case "--trace-filter" -> run.trace.filter = value;
            case "--root" -> run.where.root = value;
            case "--run" -> run.where.run = value;
            case "--strings" -> {
                return setStringBytes(value);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Zero, and numbers that may be too great, are left to picocli.
    private boolean setStringBytes(String value) {
        boolean isPlainNumber = value.length() <= MOST_DIGITS && value.charAt(0) > '0' && value.charAt(0) <= '9'
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isPlainNumber) {
            run.payload.stringBytes = Integer.valueOf(value);
        }
        return isPlainNumber;
    }

    private static List<String> with(List<String> values, String another) {
        var all = new ArrayList<>(values);
        all.add(another);
        return all;
    }
}
