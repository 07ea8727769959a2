package learnc.runtime.cgroup;

import java.util.ArrayList;
import java.util.List;

/// One mount, as /proc/PID/mountinfo describes it (proc_pid_mountinfo(5)).
///
/// @param id           number of the mount
/// @param parent       number of the mount that it lies on
/// @param root         which directory of the file system is mounted
/// @param mountPoint   where, as this process sees it
/// @param options      of the mount itself, such as `ro`
/// @param type         kind of file system
/// @param superOptions of the file system; for cgroup v1 the controllers are among them
public record MountLine(int id, int parent, String root, String mountPoint, List<String> options, String type, List<String> superOptions) {

    private static final int FIRST_OPTIONAL_FIELD = 6;

    /// All mounts of a mountinfo file, in its order.
    public static List<MountLine> all(String mountinfo) {
        var lines = new ArrayList<MountLine>();
        for (String line : mountinfo.split("\n")) {
            if (!line.isEmpty()) {
                lines.add(of(line));
            }
        }
        return lines;
    }

    /// One line. Between the sixth field and a lone `-` stand as many fields as the kernel likes.
    static MountLine of(String line) {
        String[] field = line.split(" ");
        int dash = FIRST_OPTIONAL_FIELD;
        while (!field[dash].equals("-")) {
            dash++;
        }
        return new MountLine(Integer.parseInt(field[0]), Integer.parseInt(field[1]), unescaped(field[3]), unescaped(field[4]),
                List.of(field[5].split(",")), field[dash + 1], List.of(field[dash + 3].split(",")));
    }

    /// Whether another mount lies over this one, so that its mount point leads elsewhere.
    public boolean isHiddenBy(List<MountLine> others) {
        MountLine below = null;
        for (MountLine on = this; on != null && on != below; on = withId(on.parent, others)) {
            if (on.isCoveredOnTheWayTo(mountPoint, below, others)) {
                return true;
            }
            below = on;
        }
        return false;
    }

    private boolean isCoveredOnTheWayTo(String path, MountLine known, List<MountLine> others) {
        for (MountLine other : others) {
            if (other.parent == id && other.id != id && other != known && isAtOrAbove(other.mountPoint, path) && !(known != null && liesUnder(known, other))) {
                return true;
            }
        }
        return false;
    }

    /// Whether the way to the second, from the mount that both lie on, comes by the first, and so never gets there.
    private static boolean liesUnder(MountLine known, MountLine other) {
        return isAtOrAbove(known.mountPoint, other.mountPoint) && !known.mountPoint.equals(other.mountPoint);
    }

    private static boolean isAtOrAbove(String above, String path) {
        return path.equals(above) || above.equals("/") || path.startsWith(above + "/");
    }

    private static MountLine withId(int id, List<MountLine> lines) {
        for (MountLine line : lines) {
            if (line.id == id) {
                return line;
            }
        }
        return null;
    }

    /// Space, tab, newline and backslash are written as a backslash and three octal digits.
    public static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var text = new StringBuilder();
        for (int at = 0; at < field.length(); at++) {
            if (field.charAt(at) == '\\' && at + 3 < field.length()) {
                text.append((char) Integer.parseInt(field.substring(at + 1, at + 4), 8));
                at += 3;
            } else {
                text.append(field.charAt(at));
            }
        }
        return text.toString();
    }
}
