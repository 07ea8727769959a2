package learnc.runtime.trace;

import java.util.HashSet;
import java.util.Set;
import learnc.runtime.kernel.FittingLesson;
import learnc.runtime.kernel.Glossary;
import learnc.runtime.spec.Stage;

/// What is said about a call: below it, set in, one sentence after the other, broken so that it fits the screen.
final class Margin {

    private static final String INDENT = "      ";
    private static final int NARROWEST = 40;
    private static final int WIDEST = 100;

    private final TextStyle style;
    private final Paint paint;
    private final Set<String> explainedNames = new HashSet<>();

    Margin(TextStyle style, Paint paint) {
        this.style = style;
        this.paint = paint;
    }

    /// Adds what can be said before the call is made: what it is for, and what its words mean.
    void addPurpose(Line text, Event event) {
        Event.Explanation explanation = event.explanation();
        if (explanation != null && explanation.why() != null && style.explains(TextStyle.Explain.BRIEF)) {
            add(text, explanation.why());
        }
        if (style.explains(TextStyle.Explain.FULL)) {
            addMore(text, event, explanation);
        }
    }

    private void addMore(Line text, Event event, Event.Explanation explanation) {
        if (explanation != null && explanation.without() != null) {
            add(text, "Without it: " + explanation.without());
        }
        addWords(text, event);
        if (explanation != null && explanation.shell() != null) {
            addCommands(text, explanation.shell());
        }
        String page = explanation == null || explanation.manual() == null ? Pages.of(event.systemCall()) : explanation.manual();
        add(text, Pages.command(page) + (event.flowStep() == null ? "" : "; step " + event.flowStep()));
    }

    /// Commands stay whole, to be copied. A comment says only that the shell has no such command.
    private void addCommands(Line text, String commands) {
        if (!commands.startsWith("#")) {
            commands.lines().forEach(command -> line(text, "$ " + Printable.text(command)));
        }
    }

    /// Each constant is explained where it is met first.
    private void addWords(Line text, Event event) {
        var words = new StringBuilder();
        for (String name : Words.names(event)) {
            if (explainedNames.add(name)) {
                words.append(words.isEmpty() ? "" : "; ").append(name).append(": ").append(Glossary.of(name));
            }
        }
        if (!words.isEmpty()) {
            add(text, words.toString());
        }
    }

    /// Adds what can be said only afterwards: why it was refused. An answer that learnc lives with is explained only where
    /// everything is.
    void addOutcome(Line text, Event event) {
        Event.Refusal refusal = event.refusal();
        if (refusal == null || refusal.because() == null || !style.explains(TextStyle.Explain.STAGES)) {
            return;
        }
        boolean hasRemedy = refusal.remedy() != null;
        if (hasRemedy || style.explains(TextStyle.Explain.BRIEF)) {
            add(text, "likely because: " + refusal.because());
        }
        if (hasRemedy) {
            add(text, "try: " + refusal.remedy());
            addLesson(text, event);
        }
    }

    /// The lesson about the call; where none is, the one about the stage.
    private void addLesson(Line text, Event event) {
        var arguments = new StringBuilder();
        event.arguments().forEach(argument -> arguments.append(argument.text()).append('\n'));
        String lesson = FittingLesson.number(event.systemCall(), arguments.toString());
        for (Stage stage : Stage.values()) {
            lesson = lesson == null && stage.word().equals(event.stage()) ? stage.lesson() : lesson;
        }
        if (lesson != null) {
            add(text, FittingLesson.command(lesson));
        }
    }

    private void add(Line text, String sentence) {
        String rest = Printable.text(sentence);
        int width = Math.clamp(style.columns(), NARROWEST, WIDEST) - INDENT.length() - 2;
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            end = end <= 0 ? width : end;
            line(text, rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        line(text, rest);
    }

    private void line(Line text, String words) {
        text.append(INDENT).append(paint.faint((style.isAscii() ? "| " : "│ ") + words)).append('\n');
    }
}
