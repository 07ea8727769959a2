package learnc.labs.output;

import java.io.PrintWriter;
import java.util.List;

import learnc.labs.check.Finding;
import learnc.labs.grade.Report;

/// Markdown for `$GITHUB_STEP_SUMMARY`: a table for each lab, and below it what is wrong.
final class GitHubForm {

    private final PrintWriter out;

    GitHubForm(PrintWriter out) {
        this.out = out;
    }

    void write(List<Report> reports) {
        for (Report report : reports) {
            out.println("### " + report.lab().number() + " " + escaped(report.lab().title()) + ": " + report.score() + " of " + report.lab().mostPoints() + " points");
            out.println();
            out.println("| | Check | Points |");
            out.println("|---|---|---|");
            for (Finding finding : report.findings()) {
                out.println("| " + mark(finding) + " | " + escaped(finding.title()) + " | " + finding.score() + " of " + finding.points() + " |");
            }
            out.println();
            report.findings().stream().filter(finding -> finding.outcome() != Finding.Outcome.PASS).forEach(this::write);
        }
    }

    /// As a block of code: nothing in a student's output is Markdown there. The fence is longer than any that could be in it.
    private void write(Finding finding) {
        String text = Lines.text(finding);
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        out.println("**" + escaped(finding.title()) + "**");
        out.println();
        out.println(fence);
        out.print(text);
        out.println(fence);
        out.println();
    }

    private static String mark(Finding finding) {
        return switch (finding.outcome()) {
            case PASS -> "✅";
            case FAIL -> "❌";
            case ERROR -> "⚠️";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("`", "\\`").replace("*", "\\*");
    }
}
