package learnc.runtime.trace;

/// What is said about a call: below it, set in, one sentence after the other, broken so that it fits the screen.
final class Margin {

    private static final String INDENT = "      ";
    private static final int NARROWEST = 40;
    private static final int WIDEST = 100;

    private final TextStyle style;
    private final Paint paint;

    Margin(TextStyle style, Paint paint) {
        this.style = style;
        this.paint = paint;
    }

    /// Adds everything that the style wants to be said about an event.
    void addTo(StringBuilder text, Event event) {
        boolean isBrief = style.explain().ordinal() >= TextStyle.Explain.BRIEF.ordinal();
        Event.Explanation explanation = event.explanation();
        if (isBrief && explanation != null && explanation.why() != null) {
            add(text, explanation.why());
        }
        if (style.explain() != TextStyle.Explain.OFF && event.refusal() != null) {
            refusal(text, event.refusal(), isBrief);
        }
        if (style.explain() == TextStyle.Explain.FULL) {
            rest(text, event);
        }
    }

    /// An answer that learnc lives with is only explained when everything is.
    private void refusal(StringBuilder text, Event.Refusal refusal, boolean isBrief) {
        boolean hasRemedy = refusal.remedy() != null && !refusal.remedy().isEmpty();
        if (refusal.because() != null && (isBrief || hasRemedy)) {
            add(text, "likely because: " + refusal.because());
        }
        if (hasRemedy) {
            add(text, "try: " + refusal.remedy());
        }
    }

    private void rest(StringBuilder text, Event event) {
        Event.Explanation explanation = event.explanation();
        if (explanation != null && explanation.without() != null) {
            add(text, "Without it: " + explanation.without());
        }
        String words = Words.of(event);
        if (!words.isEmpty()) {
            add(text, words);
        }
        if (explanation != null && explanation.shell() != null) {
            add(text, "$ " + explanation.shell());
        }
        String page = explanation == null || explanation.manual() == null ? Pages.of(event.systemCall()) : explanation.manual();
        add(text, Pages.command(page) + (event.flowStep() == null ? "" : "; step " + event.flowStep()));
    }

    private void add(StringBuilder text, String sentence) {
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

    private void line(StringBuilder text, String words) {
        text.append(INDENT).append(paint.faint((style.isAscii() ? "| " : "│ ") + words)).append('\n');
    }
}
