package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.step.Recording;
import org.jline.utils.AttributedString;

/// The calls so far, a line each; only those that are shown.
final class ListPage {

    private ListPage() {
    }

    static List<AttributedString> lines(Walk walk) {
        Recording recording = walk.recording();
        int width = CallText.digits(walk.live());
        var lines = new ArrayList<AttributedString>();
        for (int step = 1; step <= walk.live(); step++) {
            Event event = step == walk.live() ? walk.pause().coming() : recording.event(step);
            if (event != null && (step == walk.live() || walk.isShown(event))) {
                lines.add(Ink.line().append(step == walk.step() ? "▶ " : "  ", Ink.CALL).append(CallText.line(event, step, width)).toAttributedString());
            }
        }
        return lines;
    }

    /// Where the line is that one looks at.
    static int marked(List<AttributedString> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).toString().startsWith("▶")) {
                return i;
            }
        }
        return 0;
    }
}
