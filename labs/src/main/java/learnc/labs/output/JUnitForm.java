package learnc.labs.output;

import java.io.PrintWriter;
import java.util.List;

import learnc.labs.check.Finding;
import learnc.labs.grade.Report;

/// JUnit XML, as Ant began it and as Jenkins, GitLab and GitHub's actions read it: a test suite for each lab, a test case for each
/// point. Points are in properties, which the notation has no other place for.
final class JUnitForm {

    private final PrintWriter out;

    JUnitForm(PrintWriter out) {
        this.out = out;
    }

    void write(List<Report> reports) {
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.println("<testsuites>");
        reports.forEach(this::write);
        out.println("</testsuites>");
    }

    private void write(Report report) {
        out.println("  <testsuite name=" + quoted(report.lab().id()) + " tests=\"" + report.findings().size() + "\" failures=\"" + count(report, Finding.Outcome.FAIL)
                + "\" errors=\"" + count(report, Finding.Outcome.ERROR) + "\" skipped=\"0\" time=\"" + seconds(report) + "\" timestamp=" + quoted(time(report)) + ">");
        out.println("    <properties>");
        property("score", report.score());
        property("max_score", report.lab().mostPoints());
        out.println("    </properties>");
        report.findings().forEach(finding -> write(report, finding));
        out.println("  </testsuite>");
    }

    private void write(Report report, Finding finding) {
        out.print("    <testcase classname=" + quoted("learnc.lab." + report.lab().id()) + " name=" + quoted(finding.id() + ": " + finding.title()) + " time=\"0\"");
        switch (finding.outcome()) {
            case PASS -> out.println("/>");
            case FAIL -> failed("failure", finding);
            case ERROR -> failed("error", finding);
        }
    }

    private void failed(String element, Finding finding) {
        out.println(">");
        out.println("      <" + element + " type=" + quoted(finding.points() + " points") + " message=" + quoted(finding.got()) + ">" + escaped(Lines.text(finding)) + "</" + element + ">");
        out.println("    </testcase>");
    }

    private void property(String name, int value) {
        out.println("      <property name=\"" + name + "\" value=\"" + value + "\"/>");
    }

    private static long count(Report report, Finding.Outcome outcome) {
        return report.findings().stream().filter(finding -> finding.outcome() == outcome).count();
    }

    private static String seconds(Report report) {
        return report.milliseconds() / 1000 + "." + String.format("%03d", report.milliseconds() % 1000);
    }

    /// Without a zone, as the notation wants it: UTC.
    private static String time(Report report) {
        return report.began().toString().substring(0, "2026-01-01T00:00:00".length());
    }

    private static String quoted(String text) {
        return '"' + escaped(text == null ? "" : text).replace("\n", "&#10;") + '"';
    }

    /// XML has no place at all for most control characters.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t' -> escaped.appendCodePoint(point);
                default -> escaped.appendCodePoint(isAllowed(point) ? point : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int point) {
        return point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }
}
