package learnc.runtime.trace.shell;

import java.util.ArrayList;
import java.util.List;

/// A mount that is put together call by call, before it is attached somewhere.
///
/// @param type    of the file system; null for a copy of something that is mounted already
/// @param source  what is mounted
/// @param options in the order in which they were said
/// @param isTree  whether everything that is mounted below comes along
record MountPlan(String type, List<String> source, List<String> options, boolean isTree) {

    private static final String READ_ONLY = "ro";
    private static final String SOURCE = "source";
    private static final String MAP = "X-mount.idmap=b:";

    static MountPlan ofNew(String type) {
        return new MountPlan(type, new ArrayList<>(List.of(type)), new ArrayList<>(), false);
    }

    static MountPlan ofExisting(String path, boolean isTree) {
        return new MountPlan(null, new ArrayList<>(List.of(path)), new ArrayList<>(), isTree);
    }

    void string(String key, String value) {
        if (key.equals(SOURCE)) {
            source.set(0, value);
        } else {
            options.add(key + "=" + value);
        }
    }

    void flag(String key) {
        options.add(key);
    }

    void map(String idMap) {
        options.add(MAP + idMap);
    }

    /// The command that mounts it.
    Line attached(PathWord where, Asked asked) {
        Line line = new Line();
        String map = idMap();
        if (map != null) {
            return line.scriptedAs("mapped " + Word.of(map) + " " + asked.pathWord(source.getFirst()) + " " + where, bind(new Line(), where, asked).toString());
        }
        return isTree && options.remove(READ_ONLY) ? readOnlyTree(bind(line, where, asked), where) : bind(line, where, asked);
    }

    /// With the option `ro`, mount(8) makes only the topmost mount read-only.
    private static Line readOnlyTree(Line line, PathWord where) {
        return line.next().scriptedAs("read_only " + where.scripted(),
                "findmnt --raw --noheadings --output TARGET --submounts " + where + " | while read -r below; do mount -o remount,bind,ro \"$below\"; done");
    }

    private Line bind(Line line, PathWord where, Asked asked) {
        line.program("mount").as(type != null ? "-t " + Word.of(type) : isTree ? "--rbind" : "--bind");
        if (!options.isEmpty()) {
            line.as("-o").word(String.join(",", options));
        }
        return line.path(asked.pathWord(source.getFirst())).path(where);
    }

    private String idMap() {
        for (String option : options) {
            if (option.startsWith(MAP)) {
                return option.substring(MAP.length());
            }
        }
        return null;
    }

    /// In a few words, for the calls that are only a part of it.
    String said() {
        return "mount " + (type != null ? "-t " + type : isTree ? "--rbind" : "--bind") + " … " + source.getFirst() + " …, which move_mount completes";
    }
}
