package learnc.lessons.notebook;

import java.util.Locale;

/// How it stands with a cell.
enum Status {
    /// Not yet run.
    NEVER,
    /// Waits for those before it.
    QUEUED,
    /// Runs now.
    RUNNING,
    /// Did what it was to do.
    OK,
    /// Failed, or did not keep a promise.
    ERROR,
    /// Was run, but would perhaps do something else now.
    STALE,
    /// Was stopped by its reader.
    INTERRUPTED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        return NEVER;
    }
}
