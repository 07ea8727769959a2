package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is known of a cell besides its text. Part of a [Work], under whose lock it is read and changed.
final class CellState {

    /// What its last run came to: NEVER, OK, ERROR or INTERRUPTED.
    Status result = Status.NEVER;
    boolean isQueued;
    boolean isRunning;
    /// Why it would perhaps do something else now, or null.
    String staleBecause;
    /// Which run of the notebook it was.
    Integer count;
    Long milliseconds;
    /// The text that was run.
    String ranSource;
    String message;
    List<Output> outputs = new ArrayList<>();
    /// The version of the notebook in which its text has last changed.
    long version;
    /// The tab that has changed it; null when another program did.
    String changedBy;
    /// Names that meant something else after it ran.
    Set<String> changes = Set.of();
    /// Names in its text when it ran.
    Set<String> uses = Set.of();
    /// What its reader has answered to its question.
    String answer;

    Status status(String source) {
        if (isRunning || isQueued) {
            return isRunning ? Status.RUNNING : Status.QUEUED;
        }
        boolean isStale = result != Status.NEVER && (staleBecause != null || !source.equals(ranSource));
        return isStale ? Status.STALE : result;
    }

    String message(String source) {
        return status(source) != Status.STALE ? message : staleBecause != null ? staleBecause : "its text has changed since it ran";
    }
}
