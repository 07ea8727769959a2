package learnc.labs.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import learnc.labs.check.Finding;
import learnc.labs.grade.Report;

/// Everything that a report holds, as JSON: `{"schema":"learnc-lab-report","version":1,"reports":[…]}`.
final class JsonForm {

    private final PrintWriter out;

    JsonForm(PrintWriter out) {
        this.out = out;
    }

    void write(List<Report> reports) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("schema", "learnc-lab-report");
        json.writeNumberField("version", 1);
        json.writeArrayFieldStart("reports");
        for (Report report : reports) {
            write(json, report);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.println();
    }

    private static void write(JsonGenerator json, Report report) throws IOException {
        json.writeStartObject();
        json.writeStringField("lab", report.lab().id());
        json.writeStringField("title", report.lab().title());
        json.writeBooleanField("passed", report.isPassed());
        json.writeNumberField("score", report.score());
        json.writeNumberField("max_score", report.lab().mostPoints());
        json.writeArrayFieldStart("checks");
        for (Finding finding : report.findings()) {
            write(json, finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.id());
        json.writeStringField("title", finding.title());
        json.writeStringField("outcome", finding.outcome().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("score", finding.score());
        json.writeNumberField("max_score", finding.points());
        text(json, "expected", finding.expected());
        text(json, "got", finding.got());
        text(json, "why", finding.why());
        text(json, "call", finding.call());
        if (finding.step() != 0) {
            json.writeStringField("trace", finding.trace().toString());
            json.writeNumberField("step", finding.step());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}
