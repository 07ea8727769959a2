package learnc.labs.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import learnc.labs.check.Finding;
import learnc.labs.grade.Report;

/// `results.json`, as Gradescope's autograder specification describes it: a test for each point.
final class GradescopeForm {

    private final PrintWriter out;

    GradescopeForm(PrintWriter out) {
        this.out = out;
    }

    void write(List<Report> reports) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeNumberField("score", reports.stream().mapToInt(Report::score).sum());
        json.writeNumberField("execution_time", reports.stream().mapToLong(Report::milliseconds).sum() / 1000);
        json.writeStringField("visibility", "visible");
        json.writeStringField("stdout_visibility", "hidden");
        json.writeArrayFieldStart("tests");
        for (Report report : reports) {
            int number = 1;
            for (Finding finding : report.findings()) {
                write(json, report, finding, report.lab().number() + "." + number++);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.println();
    }

    private static void write(JsonGenerator json, Report report, Finding finding, String number) throws IOException {
        json.writeStartObject();
        json.writeNumberField("score", finding.score());
        json.writeNumberField("max_score", finding.points());
        json.writeStringField("status", finding.outcome() == Finding.Outcome.PASS ? "passed" : "failed");
        json.writeStringField("name", report.lab().id() + ": " + finding.title());
        json.writeStringField("name_format", "text");
        json.writeStringField("number", number);
        json.writeStringField("output", (finding.outcome() == Finding.Outcome.ERROR ? "the check could not be made\n" : "") + Lines.text(finding));
        json.writeStringField("output_format", "text");
        json.writeStringField("visibility", "visible");
        json.writeArrayFieldStart("tags");
        json.writeString(finding.id());
        json.writeEndArray();
        json.writeEndObject();
    }
}
