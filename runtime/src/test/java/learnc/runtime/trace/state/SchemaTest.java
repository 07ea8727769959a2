package learnc.runtime.trace.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.BusyboxImage;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The schema of the format, and the page that explains it, beside what is really written.
@Timeout(150)
class SchemaTest {

    private static final String FOLDER = "/learnc/runtime/trace/";
    private static final String SCHEMA = text("learnc-trace-1.schema.json");
    private static final Schema LINE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

    @TempDir
    Path folder;

    private static String text(String name) {
        try (InputStream in = SchemaTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @RootTest
    @Test
    void every_line_of_real_traces_is_what_the_schema_says() throws Exception {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        BusyboxImage.putInto(new Places(folder + "/root", folder + "/run"));
        var kinds = new TreeSet<String>();
        for (List<String> options : List.of(List.of("--explain", "--memory", "64m", "--read-only"), List.of("--userns"), List.of("--no-state"))) {
            for (String line : Files.readAllLines(trace(options))) {
                assertEquals(List.of(), LINE.validate(line, InputFormat.JSON), line);
                new ObjectMapper().readTree(line).fieldNames().forEachRemaining(kinds::add);
            }
        }
        assertTrue(kinds.containsAll(Set.of("schema", "seq", "delta", "why", "errno", "keyframe", "end")), kinds.toString());
    }

    private Path trace(List<String> options) throws IOException, InterruptedException {
        Path file = folder.resolve("trace.jsonl");
        var words = new ArrayList<>(List.of("run", "--trace=" + file, "--network", "none"));
        words.addAll(options);
        words.addAll(List.of(BusyboxImage.NAME, "true"));
        Process run = LearncProcess.start(Map.of("LEARNC_ROOT", folder + "/root", "LEARNC_RUN", folder + "/run"), words.toArray(String[]::new));
        run.getOutputStream().close();
        String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), said);
        return file;
    }

    @Test
    void the_schema_refuses_what_is_no_line_of_a_trace() {
        for (String line : List.of("{}", "[]", "{\"seq\":1}", "{\"end\":-1}", "{\"end\":1,\"more\":2}", "{\"keyframe\":0}", "{\"keyframe\":0,\"state\":{\"moods\":{}}}",
                "{\"keyframe\":0,\"state\":{\"mounts\":{\"31\":{}}}}", "{\"keyframe\":0,\"state\":{\"mounts\":{\"1/31\":{\"parent\":27}}}}")) {
            assertFalse(LINE.validate(line, InputFormat.JSON).isEmpty(), line);
        }
        assertEquals(List.of(), LINE.validate("{\"keyframe\":0,\"state\":{\"mounts\":{\"1/31\":{\"parent\":\"27\"}}}}", InputFormat.JSON));
    }

    @Test
    void the_page_explains_every_field_and_every_view_of_the_schema() throws IOException {
        String page = text("learnc-trace-1.adoc");
        JsonNode definitions = new ObjectMapper().readTree(SCHEMA).path("$defs");
        var names = new ArrayList<String>();
        definitions.path("event").path("properties").fieldNames().forEachRemaining(names::add);
        definitions.path("view").path("enum").forEach(view -> names.add(view.asText()));
        assertTrue(names.size() > 30, names.toString());
        for (String name : names) {
            assertTrue(page.contains("`" + name + "`"), name);
        }
        for (JsonNode view : definitions.path("view").path("enum")) {
            assertTrue(definitions.path("state").path("properties").has(view.asText()), view.asText());
        }
    }
}
