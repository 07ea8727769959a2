package learnc.runtime.cli.step;

import java.util.List;

import learnc.runtime.spec.Stage;
import learnc.runtime.trace.step.Stages;
import org.jline.utils.AttributedString;

/// Where one is: the step, the stage among the six, and whether one looks at the process or into the recording.
final class TitleBar {

    private static final int ROOM_FOR_ALL_STAGES = 70;

    private TitleBar() {
    }

    /// `Step 17`, `Step 17 of 63` when it is known how many there are.
    static String step(Walk walk) {
        if (walk.pause().isEnd()) {
            int all = walk.recording().size();
            return walk.isLive() ? "End, after " + all + " steps" : "Step " + walk.step() + " of " + all;
        }
        return "Step " + walk.step();
    }

    /// `viewing 12 · live process paused at 40 · End returns to live`; null when one looks at the process itself.
    static String banner(Walk walk) {
        if (walk.isLive()) {
            return null;
        }
        return walk.pause().isEnd() ? "viewing " + walk.step() + " · the run is over · End returns to its end"
                : "viewing " + walk.step() + " · live process paused at " + walk.live() + " · End returns to live";
    }

    /// What is hidden, or null.
    static String hidden(Walk walk) {
        return walk.expression().isEmpty() ? null : walk.shown() + " of " + walk.recording().size() + " shown · filter: " + walk.expression();
    }

    static List<AttributedString> lines(Walk walk, int columns) {
        String banner = banner(walk);
        AttributedString left = banner == null ? Ink.of(" " + command(walk), Ink.FAINT) : Ink.of(" " + banner + " ", Ink.BANNER);
        var step = Ink.line().append(step(walk) + " ", Ink.STRONG).toAttributedString();
        AttributedString shorter = Ink.cut(left, columns - step.columnLength() - 1);
        var title = Ink.line().append(shorter).append(" ".repeat(Math.max(1, columns - shorter.columnLength() - step.columnLength()))).append(step);
        return List.of(title.toAttributedString(), rail(walk, columns), Ink.of(Ink.RULE.repeat(columns), Ink.FAINT));
    }

    private static String command(Walk walk) {
        String command = Ink.safe(String.join(" ", walk.recording().command()));
        return command.startsWith("learnc") ? command : "learnc " + command;
    }

    private static AttributedString rail(Walk walk, int columns) {
        int now = Stages.WORDS.indexOf(walk.stage());
        if (columns < ROOM_FOR_ALL_STAGES) {
            return now < 0 ? Ink.of(" ○ before the first stage", Ink.FAINT)
                    : Ink.line().append(" ● " + Stages.WORDS.get(now), Ink.STRONG).append(" (" + (now + 1) + " of " + Stages.WORDS.size() + ")", Ink.FAINT).toAttributedString();
        }
        var rail = Ink.line().append(" ");
        for (Stage stage : Stage.values()) {
            rail.append(stage.ordinal() == 0 ? "" : " › ", Ink.FAINT);
            if (stage.ordinal() == now) {
                rail.append("● " + stage.word(), Ink.STRONG);
            } else {
                rail.append((stage.ordinal() < now ? "✓ " : "○ ") + stage.word(), Ink.FAINT);
            }
        }
        return rail.toAttributedString();
    }
}
