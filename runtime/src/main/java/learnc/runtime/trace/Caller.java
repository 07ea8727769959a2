package learnc.runtime.trace;

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

    private Stage lastStage;

    /// Who it was.
    ///
    /// @param stage null when no stage is at work
    record Found(Stage stage, Event.Source source) {
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
        StackTraceElement ownLine = null;
        boolean behindTheDoor = false;
        for (StackTraceElement frame : way) {
            String name = frame.getClassName();
            behindTheDoor |= name.startsWith(KERNEL);
            if (name.startsWith(STAGES)) {
                return new Found(stage(name), source(asking == null ? frame : asking));
            }
            if (name.startsWith(OWN_STAGES) && ownStage(name) != null) {
                return new Found(ownStage(name), source(asking == null ? frame : asking));
            }
            if (ownLine == null && name.startsWith(KERNEL_LINUX) && !name.endsWith(".Watched")) {
                ownLine = frame;
            }
            if (asking == null && behindTheDoor && isAsking(name)) {
                asking = frame;
            }
        }
        return asking == null ? new Found(lastStage, source(ownLine)) : new Found(null, source(asking));
    }

    private static boolean isAsking(String name) {
        return !name.startsWith(KERNEL) && !name.startsWith("java.") && !name.startsWith("learnc.runtime.own.") && !name.startsWith("jdk.") && !name.equals(GROUP);
    }

    private static Stage stage(String className) {
        for (Stage stage : STAGE_LIST) {
            int end = STAGES.length() + stage.word().length();
            if (className.startsWith(stage.word(), STAGES.length()) && className.length() > end && className.charAt(end) == '.') {
                return stage;
            }
        }
        return null;
    }

    private static Stage ownStage(String className) {
        for (Stage stage : STAGE_LIST) {
            if (className.regionMatches(true, OWN_STAGES.length(), stage.word(), 0, stage.word().length()) && className.length() == OWN_STAGES.length() + stage.word().length()) {
                return stage;
            }
        }
        return null;
    }

    private static Event.Source source(StackTraceElement line) {
        if (line == null) {
            return new Event.Source("", "", 0, "");
        }
        String file = line.getFileName() == null ? "" : line.getFileName();
        return new Event.Source(line.getClassName(), file, Math.max(0, line.getLineNumber()), line.getMethodName());
    }
}
