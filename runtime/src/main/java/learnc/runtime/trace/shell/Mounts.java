package learnc.runtime.trace.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Mounts: by mount(2) in one call, or by the newer calls that put one together.
final class Mounts {

    private static final Map<String, String> OPTIONS = Map.of("MS_RDONLY", "ro", "MS_NOSUID", "nosuid", "MS_NODEV", "nodev", "MS_NOEXEC", "noexec",
            "MS_NOATIME", "noatime", "MS_NODIRATIME", "nodiratime", "MS_RELATIME", "relatime", "MS_STRICTATIME", "strictatime", "MS_SILENT", "silent");
    private static final Map<String, String> ATTRIBUTES = Map.of("MOUNT_ATTR_RDONLY", "ro", "MOUNT_ATTR_NOSUID", "nosuid", "MOUNT_ATTR_NODEV", "nodev",
            "MOUNT_ATTR_NOEXEC", "noexec");
    private static final Map<String, String> PROPAGATIONS = Map.of("MS_PRIVATE", "private", "MS_SLAVE", "slave", "MS_SHARED", "shared", "MS_UNBINDABLE", "unbindable");
    private static final String UNKNOWN_FILE = "/proc/self/fd/";
    private static final String IDMAP = "MOUNT_ATTR_IDMAP";

    private Mounts() {
    }

    static Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "mount" -> mount(asked);
            case "umount2" -> unmount(asked);
            case "pivot_root" -> pivot(asked);
            case "fsopen" -> begin(asked, MountPlan.ofNew(asked.stringOrNothing(0)));
            case "open_tree" -> begin(asked, MountPlan.ofExisting(asked.path(0, 1), asked.has(2, "AT_RECURSIVE")));
            case "fsconfig" -> configure(asked);
            case "fsmount" -> finish(asked);
            case "mount_setattr" -> change(asked);
            default -> attach(asked);
        };
    }

    private static Command mount(Asked asked) {
        List<String> flags = asked.flags(3);
        if (asked.path(0).startsWith(UNKNOWN_FILE)) {
            return Looks.terminal();
        }
        PathWord target = asked.pathWord(asked.path(1));
        for (Map.Entry<String, String> propagation : PROPAGATIONS.entrySet()) {
            if (flags.contains(propagation.getKey())) {
                return Command.of(new Line().program("mount").as("--make-" + (flags.contains("MS_REC") ? "r" : "") + propagation.getValue()).path(target));
            }
        }
        if (flags.contains("MS_REMOUNT")) {
            return Command.of(new Line().program("mount").as("-o").word(options(flags, asked, "remount" + (flags.contains("MS_BIND") ? ",bind" : ""))).path(target));
        }
        Line line = new Line().program("mount").as(kind(asked, flags));
        String options = options(flags, asked, "");
        if (!options.isEmpty()) {
            line.as("-o").word(options);
        }
        return Command.of(line.path(source(asked)).path(target), "umount --lazy " + target);
    }

    private static String kind(Asked asked, List<String> flags) {
        if (flags.contains("MS_BIND")) {
            return flags.contains("MS_REC") ? "--rbind" : "--bind";
        }
        return flags.contains("MS_MOVE") ? "--move" : "-t " + Word.of(asked.stringOrNothing(2));
    }

    private static PathWord source(Asked asked) {
        return asked.pathWord(asked.string(0) == null ? "none" : asked.path(0));
    }

    private static String options(List<String> flags, Asked asked, String first) {
        var options = new ArrayList<String>();
        if (!first.isEmpty()) {
            options.add(first);
        }
        for (String flag : flags) {
            if (OPTIONS.containsKey(flag)) {
                options.add(OPTIONS.get(flag));
            }
        }
        if (!asked.stringOrNothing(4).isEmpty()) {
            options.add(asked.string(4));
        }
        return String.join(",", options);
    }

    private static Command unmount(Asked asked) {
        Line line = new Line().program("umount");
        if (asked.has(1, "MNT_DETACH")) {
            line.as("--lazy");
        }
        return Command.of((asked.has(1, "MNT_FORCE") ? line.as("--force") : line).path(asked.pathWord(asked.path(0))));
    }

    private static Command pivot(Asked asked) {
        if (asked.event().refusal() == null) {
            asked.process().isElsewhereNow();
        }
        String words = "pivot_root " + Word.of(asked.stringOrNothing(0)) + " " + Word.of(asked.stringOrNothing(1));
        return new Command(words, "/usr/sbin/" + words, null);
    }

    private static Command begin(Asked asked, MountPlan plan) {
        if (asked.event().refusal() == null) {
            asked.process().plans(asked.result(), plan);
        }
        return Command.part(plan.said());
    }

    private static Command configure(Asked asked) {
        MountPlan plan = asked.process().planOf(asked.descriptor(0));
        if (plan == null) {
            return Command.part("mount -t …");
        }
        if (asked.event().refusal() == null && asked.text(1).equals("FSCONFIG_SET_STRING")) {
            plan.string(asked.stringOrNothing(2), asked.stringOrNothing(3));
        } else if (asked.event().refusal() == null && asked.text(1).equals("FSCONFIG_SET_FLAG")) {
            plan.flag(asked.stringOrNothing(2));
        }
        return Command.part(plan.said());
    }

    private static Command finish(Asked asked) {
        MountPlan plan = asked.process().planOf(asked.descriptor(0));
        return plan == null ? Command.part("mount -t …") : begin(asked, plan);
    }

    private static Command change(Asked asked) {
        MountPlan plan = asked.process().planOf(asked.descriptor(0));
        String attributes = Notation.field(asked.text(3), "attr_set");
        if (plan != null && asked.stringOrNothing(1).isEmpty()) {
            planned(asked, plan, attributes);
            return Command.part(plan.said());
        }
        var options = new ArrayList<>(List.of("remount,bind"));
        options.addAll(named(attributes));
        Line line = new Line().program("mount").as("-o").word(String.join(",", options)).path(asked.pathWord(0, 1));
        return Command.of(line);
    }

    private static void planned(Asked asked, MountPlan plan, String attributes) {
        named(attributes).forEach(plan::flag);
        if (attributes.contains(IDMAP)) {
            int namespace = (int) Notation.number(Notation.field(asked.text(3), "userns_fd").replaceFirst("<.*", ""), -1);
            plan.map(asked.known().idMap(asked.process().pathOf(namespace)));
        }
    }

    private static List<String> named(String attributes) {
        var names = new ArrayList<String>();
        for (String attribute : attributes.split("\\|")) {
            if (ATTRIBUTES.containsKey(attribute)) {
                names.add(ATTRIBUTES.get(attribute));
            }
        }
        return names;
    }

    private static Command attach(Asked asked) {
        MountPlan plan = asked.process().planOf(asked.descriptor(0));
        PathWord target = asked.pathWord(2, 3);
        if (plan == null) {
            return Command.of(new Line().program("mount").as("--move").path(asked.pathWord(0, 1)).path(target));
        }
        return Command.of(plan.attached(target, asked), "umount --lazy " + target);
    }
}
