package learnc.runtime.trace;

import java.util.HashMap;
import java.util.Map;

import learnc.runtime.spec.Stage;

/// Finds out who has asked for a system call, by looking at the stack.
///
/// The line is the first one that is not the door's own: in a stage, in the store, in a lesson. What learnc does on a thread
/// that only the kernel package knows (the birth of the zygote) is shown with its line there, and belongs to the stage that
/// was last at work.
final class Caller {

    private static final String KERNEL = "learnc.runtime.kernel.";
    private static final String KERNEL_LINUX = "learnc.runtime.kernel.linux.";
    /// Reads and writes the files of a group for others, so the line that says which file and why is its caller's.
    private static final String GROUP = "learnc.runtime.cgroup.Group";
    private static final String STAGES = "learnc.runtime.stage.";
    /// A stage that a student has written is called by the class `OwnCgroups` for cgroups.
    private static final String OWN_STAGES = "learnc.runtime.own.Own";
    private static final Stage[] STAGE_LIST = Stage.values();

    private final Map<String, Owner> owners = new HashMap<>();
    private Stage lastStage;

    /// Who it was.
    ///
    /// @param stage null when no stage is at work
    record Found(Stage stage, Event.Source source) {
    }

    /// What a class on the way means, found out once.
    ///
    /// @param isDoor    it belongs to the way through the door
    /// @param isBirth   what it does by itself nobody else has asked for
    /// @param isOfStage it belongs to a stage
    /// @param stage     which; null for none, or one that nobody knows
    /// @param isAsking  its line is the one that asks for a call
    private record Owner(boolean isDoor, boolean isBirth, boolean isOfStage, Stage stage, boolean isAsking) {

        private static Owner of(String name) {
            if (name.startsWith(STAGES)) {
                return new Owner(false, false, true, stage(name), true);
            }
            if (name.startsWith(KERNEL)) {
                return new Owner(true, name.startsWith(KERNEL_LINUX) && !name.endsWith(".Watched"), false, null, false);
            }
            Stage own = name.startsWith(OWN_STAGES) ? ownStage(name) : null;
            boolean isTool = name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("learnc.runtime.own.") || name.equals(GROUP);
            return new Owner(false, false, own != null, own, !isTool);
        }

        private static Stage stage(String className) {
            String word = className.substring(STAGES.length(), Math.max(STAGES.length(), className.indexOf('.', STAGES.length())));
            for (Stage stage : STAGE_LIST) {
                if (stage.word().equals(word)) {
                    return stage;
                }
            }
            return null;
        }

        private static Stage ownStage(String className) {
            String word = className.substring(OWN_STAGES.length());
            for (Stage stage : STAGE_LIST) {
                if (word.equalsIgnoreCase(stage.word())) {
                    return stage;
                }
            }
            return null;
        }
    }

    /// Looks at the way to a call.
    ///
    /// @param way the methods that led to it, the innermost first
    Found find(StackTraceElement... way) {
        Found found = look(way);
        if (found.stage != null) {
            lastStage = found.stage;
        }
        return found;
    }

    private Found look(StackTraceElement... way) {
        StackTraceElement asking = null;
        StackTraceElement birth = null;
        boolean isBehindTheDoor = false;
        for (StackTraceElement frame : way) {
            Owner owner = owner(frame.getClassName());
            isBehindTheDoor |= owner.isDoor;
            if (owner.isOfStage) {
                return new Found(owner.stage, source(asking == null ? frame : asking));
            }
            if (birth == null && owner.isBirth) {
                birth = frame;
            }
            if (asking == null && isBehindTheDoor && owner.isAsking) {
                asking = frame;
            }
        }
        return asking == null ? new Found(lastStage, source(birth)) : new Found(null, source(asking));
    }

    private Owner owner(String className) {
        Owner owner = owners.get(className);
        if (owner == null) {
            owner = Owner.of(className);
            owners.put(className, owner);
        }
        return owner;
    }

    private static Event.Source source(StackTraceElement line) {
        if (line == null) {
            return new Event.Source("", "", 0, "");
        }
        String file = line.getFileName() == null ? "" : line.getFileName();
        return new Event.Source(line.getClassName(), file, Math.max(0, line.getLineNumber()), line.getMethodName());
    }
}
