package learnc.labs.output;

import java.io.PrintWriter;
import java.util.List;

import learnc.labs.check.Finding;
import learnc.labs.grade.Report;
import learnc.runtime.spec.Shown;

/// A report for people: a line for each point, and below a failed one what was expected, what was found, why, and where to look.
final class TextForm {

    private final PrintWriter out;

    TextForm(PrintWriter out) {
        this.out = out;
    }

    void write(List<Report> reports) {
        for (Report report : reports) {
            if (reports.size() > 1) {
                out.println(report.lab().number() + "  " + report.lab().title());
            }
            report.findings().forEach(this::write);
            out.println(report.score() + " of " + report.lab().mostPoints() + " points");
        }
    }

    private void write(Finding finding) {
        out.println(mark(finding) + " " + finding.title() + "  (" + finding.score() + " of " + finding.points() + ")");
        if (finding.outcome() != Finding.Outcome.PASS) {
            line("expected", finding.expected());
            line("got", Lines.got(finding));
            line("why", finding.why());
            line("where", finding.call());
            line("look", Lines.look(finding));
        }
    }

    private static String mark(Finding finding) {
        return switch (finding.outcome()) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case ERROR -> "!";
        };
    }

    /// A student's output is in it: it must not steer the terminal.
    private void line(String name, String text) {
        if (text != null && !text.isBlank()) {
            out.println("    " + name + ": " + Shown.lines(text).strip().replace("\n", "\n        "));
        }
    }
}
