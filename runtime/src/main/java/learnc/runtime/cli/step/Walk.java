package learnc.runtime.cli.step;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.payload.CallNames;
import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.Pause;
import learnc.runtime.trace.step.Recording;
import learnc.runtime.trace.step.Stages;

/// Where one looks: at the call that waits, or at an earlier one in the recording.
///
/// Going back only looks: the process stays where it is. So each move answers with what the gate is to do, or with null when
/// only the look has moved. What acts on the process does so only from where it really is.
final class Walk {

    private final Recording recording;
    private Pause pause;
    private int at;
    private String expression = "";
    private EventFilter filter = new EventFilter(null, null);

    Walk(Recording recording) {
        this.recording = recording;
    }

    /// A walk through a recording of long ago, from its first call.
    static Walk through(Recording recording) {
        var walk = new Walk(recording);
        walk.pause = new Pause(null, "", () -> false);
        walk.at = 1;
        return walk;
    }

    /// The run waits here now, and that is what one looks at.
    void waitsAt(Pause now) {
        boolean isOfLongAgo = pause != null && pause.isEnd();
        pause = now;
        at = isOfLongAgo ? at : live();
    }

    Recording recording() {
        return recording;
    }

    Pause pause() {
        return pause;
    }

    /// The number of the call that waits; at the end of a run, one more than there are.
    int live() {
        return recording.size() + 1;
    }

    /// The number of the call that one looks at.
    int step() {
        return at;
    }

    boolean isLive() {
        return at >= live();
    }

    /// The call that one looks at; null at the end of a run.
    Event event() {
        return isLive() ? pause.coming() : recording.event(at);
    }

    /// What the run has just done: the call before the one that waits, or null.
    Event before() {
        return at > 1 ? recording.event(at - 1) : null;
    }

    /// The stage of what one looks at, or null.
    String stage() {
        return Stages.reached(recording, event(), at);
    }

    Answer forward() {
        if (isLive()) {
            return pause.isEnd() ? new Answer.Quit() : expression.isEmpty() ? new Answer.Next() : new Answer.NextMatching(filter);
        }
        at++;
        while (!isLive() && !filter.test(event())) {
            at++;
        }
        return null;
    }

    Answer back() {
        int earlier = at - 1;
        while (earlier > 0 && !filter.test(recording.event(earlier))) {
            earlier--;
        }
        at = earlier > 0 ? earlier : at;
        return null;
    }

    Answer nextStage() {
        if (isLive()) {
            return pause.isEnd() ? new Answer.Quit() : new Answer.NextStage();
        }
        String now = stage();
        do {
            at++;
        } while (!isLive() && (!Stages.isStage(event().stage()) || event().stage().equals(now)));
        return null;
    }

    Answer goOn() {
        if (isLive()) {
            return pause.isEnd() ? new Answer.Quit() : new Answer.Continue();
        }
        return toLive();
    }

    Answer first() {
        at = 1;
        return null;
    }

    Answer toLive() {
        at = live();
        return null;
    }

    /// @param step from 1; one that is still to come lets the run go on until there
    Answer goTo(long step) {
        if (step > live() && !pause.isEnd()) {
            at = live();
            return new Answer.Until(step);
        }
        at = (int) Math.clamp(step, 1, live());
        return null;
    }

    /// Shows only some of the calls.
    ///
    /// @param wanted as in `trace show -e`; empty for all
    /// @throws IllegalArgumentException when it can mean nothing
    void show(String wanted) {
        CallNames.check(wanted);
        filter = new EventFilter(wanted.isBlank() ? null : wanted, null);
        expression = wanted.strip();
    }

    /// What [#show] was told last.
    String expression() {
        return expression;
    }

    boolean isShown(Event event) {
        return filter.test(event);
    }

    /// How many of the calls so far are shown.
    int shown() {
        int shown = 0;
        for (int step = 1; step <= recording.size(); step++) {
            shown += filter.test(recording.event(step)) ? 1 : 0;
        }
        return shown;
    }
}
