package learnc.labs.classroom;

import java.io.PrintWriter;
import java.util.List;

import learnc.labs.check.Finding;
import learnc.labs.grade.Report;

/// A page for one student: everything that was found, in one file of HTML without scripts.
public final class StudentPage {

    private static final String STYLE = "body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
            + "pre{white-space:pre-wrap;background:#f4f4f4;padding:.5rem}li{margin:.5rem 0}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}pre{background:#222}}";

    private final Graded graded;

    /// A page about this student.
    public StudentPage(Graded graded) {
        this.graded = graded;
    }

    /// Writes it.
    public void write(PrintWriter out) {
        String name = escaped(graded.student().name());
        out.println("<!DOCTYPE html>");
        out.println("<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + name + "</title><style>" + STYLE
                + "</style></head><body>");
        out.println("<h1>" + name + ": " + graded.score() + " points</h1>");
        reports(out, "", graded.reports());
        reports(out, ", hidden checks", graded.hidden());
        graded.remarks().forEach(remark -> out.println("<p>" + escaped(remark) + "</p>"));
        out.println("</body></html>");
        out.flush();
    }

    private static void reports(PrintWriter out, String kind, List<Report> reports) {
        for (Report report : reports) {
            out.println("<h2>" + escaped(report.lab().number() + " " + report.lab().title() + kind) + ": " + report.score() + " of " + report.lab().mostPoints() + "</h2><ul>");
            report.findings().forEach(finding -> finding(out, finding));
            out.println("</ul>");
        }
    }

    private static void finding(PrintWriter out, Finding finding) {
        out.print("<li>" + switch (finding.outcome()) {
            case PASS -> "✓ ";
            case FAIL -> "✗ ";
            case ERROR -> "! the check could not be made: ";
        } + escaped(finding.title()) + " (" + finding.score() + " of " + finding.points() + ")");
        if (finding.outcome() != Finding.Outcome.PASS) {
            out.print("<pre>" + escaped(finding.words().strip()) + "</pre>");
        }
        out.println("</li>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
