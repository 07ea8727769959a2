package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import org.jline.utils.AttributedString;

/// What can be done while a call waits.
final class HelpPage {

    private static final String[][] KEYS = {
        {"n  →  Enter", "make this call, and wait at the next; in the recording: one forward"},
        {"p  ←", "look at the call before; the process stays where it is"},
        {"End  Home", "back to the process; to the first call"},
        {"g N", "to step N; when it is still to come, the run goes on until there"},
        {"s", "on until the next stage begins"},
        {"c", "on until a breakpoint (--break) or the end"},
        {"/", "only some calls, as %mount or !close; nothing for all. Then n and p go from one to the next of them"},
        {"l", "the list of the calls so far"},
        {"w", "everything about this call: why, what would be without it, what it changed"},
        {"o", "the Java line, in $EDITOR or $PAGER where one is set"},
        {"!", "a shell in the container as it is now; leave it with exit"},
        {"u", "give up, and wait at each call that takes something back"},
        {"q  Ctrl-C", "give up, and take everything back at once (exit code 130)"},
    };

    private static final String[] NOTES = {
        "Going back is a look into the recording. A process cannot run backwards.",
        "When the container's program starts, it gets the terminal, and nothing waits until it has ended. Then the taking back can be stepped through.",
        "Several threads may call at once (layers are unpacked so): one waits here, the others behind it.",
    };

    private HelpPage() {
    }

    static List<AttributedString> lines(int columns) {
        var lines = new ArrayList<AttributedString>();
        for (String[] key : KEYS) {
            lines.addAll(Words.broken(Ink.of(key[0] + " ".repeat(14 - key[0].length()), Ink.STRONG), key[1], Ink.PLAIN, columns));
        }
        for (String note : NOTES) {
            lines.add(AttributedString.EMPTY);
            lines.addAll(Words.broken(AttributedString.EMPTY, note, Ink.FAINT, columns));
        }
        return lines;
    }
}
