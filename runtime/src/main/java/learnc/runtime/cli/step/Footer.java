package learnc.runtime.cli.step;

import java.util.List;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// The last lines of the screen: something to be said or asked, and below it the keys.
final class Footer {

    static final int ROWS = 3;

    /// The most wanted first: where there is no room for all, the last are left out, but never the last two of the line.
    private static final String[] KEYS = {"n next", "p back", "s stage", "c continue", "/ filter", "w why", "! shell", "o source", "g goto", "l list", "u undo"};
    private static final String[] ALWAYS = {"? help", "q quit"};
    private static final String[] PAGE = {"↑↓ scroll", "p n other call", "Esc back"};

    private Footer() {
    }

    static List<AttributedString> lines(Walk walk, Prompt prompt, String notice, boolean isCall, int columns) {
        return List.of(Ink.of(Ink.RULE.repeat(columns), Ink.FAINT), said(walk, prompt, notice, columns), keys(prompt, isCall, columns));
    }

    private static AttributedString said(Walk walk, Prompt prompt, String notice, int columns) {
        if (prompt != null) {
            var line = Ink.line().append(" " + prompt.label(), Ink.STRONG).append(Ink.safe(prompt.text())).append("▌");
            return prompt.isFilter() ? line.append("   " + shown(walk) + (notice == null ? "" : "   " + Ink.safe(notice)), Ink.FAINT).toAttributedString()
                    : line.toAttributedString();
        }
        if (notice != null) {
            return Ink.of(" " + Ink.safe(notice), Ink.CHANGED);
        }
        String hidden = TitleBar.hidden(walk);
        String reason = walk.isLive() && !walk.pause().reason().isEmpty() ? "stopped at: " + walk.pause().reason() : "";
        return Ink.of(" " + (hidden == null ? Ink.safe(reason) : Ink.safe(hidden)), Ink.FAINT);
    }

    private static String shown(Walk walk) {
        return walk.shown() + " of " + walk.recording().size() + " shown";
    }

    private static AttributedString keys(Prompt prompt, boolean isCall, int columns) {
        if (prompt != null) {
            return row(new String[] {"Enter take", "Esc leave as it was"}, new String[0], columns);
        }
        return isCall ? row(KEYS, ALWAYS, columns) : row(PAGE, new String[0], columns);
    }

    private static AttributedString row(String[] keys, String[] always, int columns) {
        int room = columns - 1;
        for (String key : always) {
            room -= key.length() + 2;
        }
        var row = Ink.line().append(" ");
        for (String key : keys) {
            if (room >= key.length() + 2) {
                add(row, key);
                room -= key.length() + 2;
            }
        }
        for (String key : always) {
            add(row, key);
        }
        return row.toAttributedString();
    }

    private static void add(AttributedStringBuilder row, String key) {
        int space = key.indexOf(' ');
        row.append(key.substring(0, space), AttributedStyle.BOLD).append(key.substring(space) + "  ", Ink.FAINT);
    }
}
