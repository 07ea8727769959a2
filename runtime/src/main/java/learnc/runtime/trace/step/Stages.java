package learnc.runtime.trace.step;

import java.util.Arrays;
import java.util.List;

import learnc.runtime.spec.Stage;
import learnc.runtime.trace.Event;

/// The stages by their words, as events have them.
public final class Stages {

    /// In the order of a run.
    public static final List<String> WORDS = Arrays.stream(Stage.values()).map(Stage::word).toList();

    private Stages() {
    }

    /// Whether this is one of the six, and not learnc's own book-keeping.
    public static boolean isStage(String word) {
        return WORDS.contains(word);
    }

    /// The stage in which a run is at this step: that of the event, or the last one before it.
    ///
    /// @param event the event, or null to look only at those before
    /// @param step  its number
    /// @return null when no stage has begun
    public static String reached(Recording recording, Event event, int step) {
        if (event != null && isStage(event.stage())) {
            return event.stage();
        }
        for (int before = Math.min(step - 1, recording.size()); before > 0; before--) {
            if (isStage(recording.event(before).stage())) {
                return recording.event(before).stage();
            }
        }
        return null;
    }
}
