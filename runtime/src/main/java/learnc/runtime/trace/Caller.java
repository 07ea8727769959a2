package learnc.runtime.trace;

import java.util.Iterator;
import java.util.Set;
import learnc.runtime.spec.Stage;

/// Finds out who has asked for a system call, by looking at the stack.
///
/// The line is the first one that is not the door's own: in a stage, in the store, in a lesson. What learnc does on a thread
/// that only the kernel package knows (the birth of the zygote) is shown with its line there, and belongs to the stage that
/// was last at work.
final class Caller {

    private static final int FRAMES_AT_ONCE = 24;
    private static final String KERNEL = "learnc.runtime.kernel.";
    private static final String KERNEL_LINUX = "learnc.runtime.kernel.linux.";
    /// Reads and writes the files of a group for others, so the line that says which file and why is its caller's.
    private static final String GROUP = "learnc.runtime.cgroup.Group";
    private static final String STAGES = "learnc.runtime.stage.";
    // Most calls come from some ten frames deep: one look at the stack instead of two.
    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), FRAMES_AT_ONCE);
    private static final Stage[] STAGE_LIST = Stage.values();

    private volatile Stage lastStage;

    /// Who it was.
    ///
    /// @param stage null when no stage is at work
    record Found(Stage stage, Event.Source source) {
    }

    /// Looks at the stack of this thread.
    Found find() {
        Found found = WALKER.walk(frames -> look(frames.iterator()));
        if (found.stage != null) {
            lastStage = found.stage;
        }
        return found;
    }

    private Found look(Iterator<StackWalker.StackFrame> frames) {
        StackWalker.StackFrame asking = null;
        StackWalker.StackFrame ownLine = null;
        boolean behindTheDoor = false;
        while (frames.hasNext()) {
            StackWalker.StackFrame frame = frames.next();
            String name = frame.getClassName();
            behindTheDoor |= name.startsWith(KERNEL);
            if (name.startsWith(STAGES)) {
                return new Found(stage(name), source(asking == null ? frame : asking));
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
        return !name.startsWith(KERNEL) && !name.startsWith("java.") && !name.startsWith("jdk.") && !name.equals(GROUP);
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

    private static Event.Source source(StackWalker.StackFrame frame) {
        if (frame == null) {
            return new Event.Source("", "", 0, "");
        }
        StackTraceElement line = frame.toStackTraceElement();
        String file = line.getFileName() == null ? "" : line.getFileName();
        return new Event.Source(line.getClassName(), file, Math.max(0, line.getLineNumber()), line.getMethodName());
    }
}
