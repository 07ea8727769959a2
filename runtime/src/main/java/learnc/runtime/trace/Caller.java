package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import learnc.runtime.spec.Stage;

/// Finds out who has asked for a system call, by looking at the stack.
///
/// The line is the first one that is not the door's own: in a stage, in the store, in a lesson. What learnc does on a thread
/// that only the kernel package knows (the birth of the zygote) is shown with its line there, and belongs to the stage that
/// was last at work.
final class Caller {

    private static final int FRAMES_AT_ONCE = 24;
    /// Farther away nobody knows what a single call is for.
    private static final int DEEPEST = 40;
    private static final String KERNEL = "learnc.runtime.kernel.";
    private static final String KERNEL_LINUX = "learnc.runtime.kernel.linux.";
    /// Reads and writes the files of a group for others, so the line that says which file and why is its caller's.
    private static final String GROUP = "learnc.runtime.cgroup.Group";
    private static final String STAGES = "learnc.runtime.stage.";
    /// A stage that a student has written is called by the class `OwnCgroups` for cgroups.
    private static final String OWN_STAGES = "learnc.runtime.own.Own";
    // Most calls come from some ten frames deep: one look at the stack instead of two.
    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), FRAMES_AT_ONCE);
    private static final Stage[] STAGE_LIST = Stage.values();

    private volatile Stage lastStage;

    /// Who it was.
    ///
    /// @param stage null when no stage is at work
    /// @param stack the whole way to the call, the innermost first; empty unless it was wanted
    record Found(Stage stage, Event.Source source, List<StackWalker.StackFrame> stack) {
    }

    /// Looks at the stack of this thread.
    ///
    /// @param isWayWanted whether somebody will look for what is written beside the methods on the way
    Found find(boolean isWayWanted) {
        Found found = WALKER.walk(frames -> isWayWanted ? lookTwice(frames.iterator()) : look(frames.iterator()));
        if (found.stage != null) {
            lastStage = found.stage;
        }
        return found;
    }

    private Found lookTwice(Iterator<StackWalker.StackFrame> frames) {
        var stack = new ArrayList<StackWalker.StackFrame>(FRAMES_AT_ONCE);
        while (frames.hasNext() && stack.size() < DEEPEST) {
            stack.add(frames.next());
        }
        Found found = look(stack.iterator());
        return new Found(found.stage, found.source, stack);
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
                return new Found(stage(name), source(asking == null ? frame : asking), List.of());
            }
            if (name.startsWith(OWN_STAGES) && ownStage(name) != null) {
                return new Found(ownStage(name), source(asking == null ? frame : asking), List.of());
            }
            if (ownLine == null && name.startsWith(KERNEL_LINUX) && !name.endsWith(".Watched")) {
                ownLine = frame;
            }
            if (asking == null && behindTheDoor && isAsking(name)) {
                asking = frame;
            }
        }
        return asking == null ? new Found(lastStage, source(ownLine), List.of()) : new Found(null, source(asking), List.of());
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

    private static Event.Source source(StackWalker.StackFrame frame) {
        if (frame == null) {
            return new Event.Source("", "", 0, "");
        }
        StackTraceElement line = frame.toStackTraceElement();
        String file = line.getFileName() == null ? "" : line.getFileName();
        return new Event.Source(line.getClassName(), file, Math.max(0, line.getLineNumber()), line.getMethodName());
    }
}
