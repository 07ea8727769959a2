package learnc.runtime.container;

import learnc.runtime.spec.Made;

/// One line of a ledger: a word for the kind of thing, a space, and what names it.
///
/// A line break or a backslash in a path is written as `\n` or `\\`, so that a line is always one thing.
final class Entry {

    private Entry() {
    }

    /// The line for a thing, without its line break. A `switch` would cost each run some milliseconds: Java makes a class for
    /// one over types when it first comes to it.
    static String text(Made thing) {
        if (thing instanceof Made.Process(int pid, long startTicks)) {
            return "process " + pid + " " + startTicks;
        } else if (thing instanceof Made.Mount(String path)) {
            return "mount " + escaped(path);
        } else if (thing instanceof Made.Directory(String path)) {
            return "directory " + escaped(path);
        } else if (thing instanceof Made.File(String path)) {
            return "file " + escaped(path);
        } else if (thing instanceof Made.Cgroup(String path)) {
            return "cgroup " + escaped(path);
        } else if (thing instanceof Made.Link(String name)) {
            return "link " + escaped(name);
        } else if (thing instanceof Made.NatRules(String containerId)) {
            return "nat-rules " + escaped(containerId);
        }
        throw new IllegalArgumentException("a ledger has no word for " + thing);
    }

    /// The thing that a line names, or null for a line that is none of ours.
    static Made thing(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return null;
        }
        String name = unescaped(line.substring(space + 1));
        return switch (line.substring(0, space)) {
            case "mount" -> new Made.Mount(name);
            case "directory" -> new Made.Directory(name);
            case "file" -> new Made.File(name);
            case "cgroup" -> new Made.Cgroup(name);
            case "link" -> new Made.Link(name);
            case "nat-rules" -> new Made.NatRules(name);
            case "process" -> process(name);
            default -> null;
        };
    }

    /// A damaged line is none of ours: it must not keep `learnc cleanup` from all the others.
    private static Made process(String numbers) {
        try {
            int space = numbers.indexOf(' ');
            return new Made.Process(Integer.parseInt(numbers.substring(0, Math.max(0, space))), Long.parseLong(numbers.substring(space + 1)));
        } catch (NumberFormatException damaged) {
            return null;
        }
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                c = name.charAt(++i) == 'n' ? '\n' : name.charAt(i);
            }
            text.append(c);
        }
        return text.toString();
    }
}
