package learnc.labs.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import learnc.labs.check.Finding;
import learnc.labs.grade.Report;
import learnc.labs.text.Lab;
import learnc.labs.text.Point;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Each notation is what those who read it expect, whatever a student has written.
class FormTest {

    private static final String HOSTILE = "</failure>]]>\0\u001b[31m\ud800 & \"quoted\" `code` ```` | * =1+1\nsecond line";

    private static final Lab LAB = new Lab(Path.of("/labs/04-limits"), "", "Limits <&> \"more\"", Map.of(),
            List.of(new Point("runs", 1, "It runs."), new Point("limit", 3, "It is limited | & <b>."), new Point("odd", 2, "It can be looked at.")));

    private static final Report REPORT = new Report(LAB, List.of(
            new Finding("runs", 1, "It runs.", Finding.Outcome.PASS, "7", "7", "no reason", 0, null, null),
            new Finding("limit", 3, "It is limited | & <b>.", Finding.Outcome.FAIL, "64", HOSTILE, "because", 23, "mount(\"a\") = 0", Path.of("/t/run-1.jsonl")),
            new Finding("odd", 2, "It can be looked at.", Finding.Outcome.ERROR, null, "NullPointerException", null, 0, null, null)),
            Instant.parse("2026-01-31T12:00:00.123Z"), 1234);

    private static String written(Form form) throws IOException {
        var text = new StringWriter();
        form.write(List.of(REPORT, REPORT), new PrintWriter(text));
        return text.toString();
    }

    private static void validate(String xml) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(FormTest.class.getResource("junit.xsd")).newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void junit_xml_keeps_to_the_schema() throws Exception {
        String xml = written(Form.JUNIT);
        validate(xml);
        assertTrue(xml.contains("tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\" time=\"1.234\" timestamp=\"2026-01-31T12:00:00\""), xml);
    }

    @Test
    void the_schema_refuses_what_is_no_junit_xml() throws Exception {
        String xml = written(Form.JUNIT);
        for (String broken : List.of(xml.replace("tests=\"3\"", "tests=\"three\""), xml.replace("<testcase", "<case").replace("</testcase", "</case"),
                xml.replace("T12:00:00\"", "T12:00:00.123Z\""), xml.replace(" classname=", " class="))) {
            assertThrows(SAXException.class, () -> validate(broken));
        }
    }

    @Test
    void gradescope_gets_only_the_keys_and_values_that_it_documents() throws IOException {
        JsonNode results = new ObjectMapper().readTree(written(Form.GRADESCOPE));
        assertKeys(Set.of("score", "execution_time", "output", "output_format", "test_output_format", "test_name_format", "visibility", "stdout_visibility",
                "extra_data", "tests", "leaderboard"), results);
        assertEquals(2, results.get("score").intValue());
        assertEquals(6, results.get("tests").size());
        double sum = 0;
        for (JsonNode test : results.get("tests")) {
            assertKeys(Set.of("score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags", "visibility", "extra_data"), test);
            assertTrue(Set.of("passed", "failed").contains(test.get("status").textValue()));
            assertTrue(Set.of("hidden", "after_due_date", "after_published", "visible").contains(test.get("visibility").textValue()));
            assertTrue(Set.of("text", "html", "simple_format", "md", "ansi").contains(test.get("output_format").textValue()));
            assertTrue(test.get("score").isNumber() && test.get("score").doubleValue() <= test.get("max_score").doubleValue());
            sum += test.get("score").doubleValue();
        }
        assertEquals(results.get("score").doubleValue(), sum);
    }

    private static void assertKeys(Set<String> documented, JsonNode node) {
        var keys = new HashSet<String>();
        node.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(documented);
        assertEquals(Set.of(), keys);
    }

    @Test
    void json_holds_everything() throws IOException {
        JsonNode check = new ObjectMapper().readTree(written(Form.JSON)).get("reports").get(1).get("checks").get(1);
        assertEquals("fail", check.get("outcome").textValue());
        assertEquals(23, check.get("step").intValue());
        assertEquals("/t/run-1.jsonl", check.get("trace").textValue());
        assertEquals("64", check.get("expected").textValue());
    }

    @Test
    void text_says_where_to_look_and_lets_nothing_steer_the_terminal() throws IOException {
        String text = written(Form.TEXT);
        assertTrue(text.contains("look: learnc trace view /t/run-1.jsonl --step 23"), text);
        assertTrue(text.contains("! It can be looked at.  (0 of 2)"), text);
        assertFalse(text.contains("\u001b"), "an escape sequence");
    }

    @Test
    void markdown_keeps_a_student_s_output_in_its_block() throws IOException {
        String text = written(Form.GITHUB);
        assertTrue(text.contains("`````\nexpected: 64"), "a fence longer than the one in the output: " + text);
        assertTrue(text.contains("| ❌ | It is limited \\| &amp; &lt;b>. | 0 of 3 |"), text);
    }

    @Test
    void who_has_said_nothing_is_told_so() throws IOException {
        var silent = new Finding("runs", 1, "It runs.", Finding.Outcome.FAIL, "7", " ", "because", 0, null, null);
        var text = new StringWriter();
        Form.TEXT.write(List.of(new Report(LAB, List.of(silent), Instant.EPOCH, 1)), new PrintWriter(text));
        assertTrue(text.toString().contains("got: nothing"), text.toString());
    }
}
