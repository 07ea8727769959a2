package learnc.runtime.trace.shell;

import java.util.Arrays;
import java.util.List;
import learnc.runtime.trace.Event;

/// What a call asks for, read from the words of its event. Arguments go by their place in the manual page.
///
/// @param process what is known of the process that makes the call
record Asked(Event event, KnownProcess process, Known known) {

    /// The text of an argument; empty when there is no such argument.
    String text(int at) {
        return at < event.arguments().size() ? event.arguments().get(at).text() : "";
    }

    /// The string that an argument is, or null.
    String string(int at) {
        return Notation.string(text(at));
    }

    /// The string that an argument is, or nothing.
    String stringOrNothing(int at) {
        String string = string(at);
        return string == null ? "" : string;
    }

    /// The names of an argument's flags.
    List<String> flags(int at) {
        return Arrays.asList(text(at).split("\\|"));
    }

    /// Whether an argument has this flag.
    boolean has(int at, String flag) {
        return flags(at).contains(flag);
    }

    /// The number of the descriptor that an argument is, or −1.
    int descriptor(int at) {
        return Notation.descriptor(text(at));
    }

    /// The path of the file that a descriptor stands for; empty when it is no file.
    String pathOfDescriptor(int at) {
        String name = Notation.descriptorName(text(at));
        return name.startsWith("/") ? name : process.pathOf(descriptor(at));
    }

    /// The path that an argument names, seen from the process' own directory.
    String path(int at) {
        return process.throughOwnDescriptors(stringOrNothing(at));
    }

    /// The path that two arguments name together: a directory, and a path below it.
    String path(int directory, int at) {
        String path = path(at);
        if (path.startsWith("/") || text(directory).equals("AT_FDCWD")) {
            return path;
        }
        String above = pathOfDescriptor(directory);
        return path.isEmpty() || path.equals(".") ? above : above + "/" + path;
    }

    /// The same as a word of a command.
    PathWord pathWord(int directory, int at) {
        return pathWord(path(directory, at));
    }

    /// A path as a word of a command.
    PathWord pathWord(String path) {
        String typed = known.pathWord(path);
        String root = process.imageRoot();
        boolean isInImage = !root.isEmpty() && !process.isElsewhere() && path.startsWith(root + "/");
        return new PathWord(typed, isInImage ? "\"$(in_root " + Word.of(path.substring(root.length())) + ")\"" : typed);
    }

    /// What a descriptor that the call returns stands for.
    String resultName() {
        return Notation.descriptorName(event.resultText());
    }

    /// The number that the call returns.
    int result() {
        return (int) event.result();
    }
}
