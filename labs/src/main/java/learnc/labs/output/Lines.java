package learnc.labs.output;

import learnc.labs.check.Finding;

/// What several forms say in the same words.
final class Lines {

    private Lines() {
    }

    /// The command that opens the trace at the guilty call, or null.
    static String look(Finding finding) {
        return finding.step() == 0 ? null : "learnc trace view " + finding.trace() + " --step " + finding.step();
    }

    /// What was found instead of what was expected; to say nothing is an answer, too.
    static String got(Finding finding) {
        return finding.expected() != null && finding.got() != null && finding.got().isBlank() ? "nothing" : finding.got();
    }

    /// Everything about a finding, a fact a line; empty when it has passed.
    static String text(Finding finding) {
        var text = new StringBuilder();
        if (finding.outcome() != Finding.Outcome.PASS) {
            line(text, "expected", finding.expected());
            line(text, "got", got(finding));
            line(text, "why", finding.why());
            line(text, "where", finding.call());
            line(text, "look", look(finding));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value != null && !value.isBlank()) {
            text.append(name).append(": ").append(value.strip()).append('\n');
        }
    }
}
