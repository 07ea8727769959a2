package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RootTest
@Timeout(300)
class DoctorCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int doctor(String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of("--root", folder + "/lib", "--run", folder + "/run"));
        words.addAll(java.util.List.of(options));
        return CommandLines.of(new DoctorCommand()).setOut(new PrintWriter(out)).execute(words.toArray(String[]::new));
    }

    @Test
    void the_table_has_a_line_for_each_finding_with_a_sign_before_it() {
        int status = doctor();
        String text = out.toString();
        assertTrue(text.contains("Control groups\n") && text.contains("  ✓ --pids-limit              a second process was refused with EAGAIN\n"), text);
        assertEquals(text.contains("✗") ? 1 : 0, status);
    }

    @Test
    void the_same_comes_as_json() throws Exception {
        int status = doctor("--json");
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertEquals(answer.get("works").asBoolean() ? 0 : 1, status);
        assertEquals("Machine", answer.get("chapters").get(0).get("title").asText());
        assertEquals("works", answer.get("chapters").get(0).get("findings").get(0).get("verdict").asText());
    }
}
