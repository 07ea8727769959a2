package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import learnc.runtime.container.Container;
import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.image.Descriptor;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import learnc.runtime.stage.pull.PullListener.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class ImageCommandsTest {

    @TempDir
    Path folder;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Places places;
    private ImageStore store;
    private LayerStore unpacked;

    @BeforeEach
    void makeAStore() {
        places = new Places(folder + "/root", folder + "/run");
        store = new ImageStore(linux.host(), places);
        unpacked = new LayerStore(linux.host(), places);
    }

    @AfterEach
    void close() {
        linux.close();
    }

    private int learnc(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(Arrays.asList(words).subList(1, words.length));
        all.addAll(0, List.of("--root", places.root(), "--run", places.run()));
        return CommandLines.of(Commands.named(words[0])).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    /// An image whose layers are also unpacked.
    private Image put(String name, String... layers) {
        try (var _ = store.use()) {
            var parts = new ArrayList<Layer>();
            for (String layer : layers) {
                Digest digest = store.put(layer.getBytes());
                parts.add(new Layer(digest, digest, MediaTypes.OCI_LAYER, layer.length()));
                String unfinished = unpacked.unfinishedPath();
                unpacked.begin(unfinished);
                unpacked.finish(unfinished, digest);
            }
            return store.put(ImageReference.of(name), new ImageConfig(List.of("A=b"), List.of(), List.of("sh", name), "", "", "", List.of(), List.of(), Map.of(),
                    Platform.linux(Architecture.CURRENT.ociName())), parts);
        }
    }

    private State container(String image) {
        State state = new State("c".repeat(64), "busy_bee", image, List.of("sh"), 0, 1, null);
        Container container = new Containers(linux.host(), places).create(state);
        assertEquals(state.id(), container.id());
        return state;
    }

    @Test
    void images_lists_what_is_here_the_latest_first() throws Exception {
        put("alpine", "x".repeat(1500));
        Image second = put("ghcr.io/team/app:1", "two");
        assertEquals(0, learnc("images"));
        List<String> lines = out.toString().lines().toList();
        assertEquals("REPOSITORY TAG IMAGE ID PLATFORM SIZE", lines.get(0).replaceAll(" +", " "));
        assertEquals("ghcr.io/team/app 1 " + second.config().shortHex() + " " + second.configuration().platform() + " 3B", lines.get(1).replaceAll(" +", " "));
        assertTrue(lines.get(2).startsWith("alpine ") && lines.get(2).endsWith("1.5kB"), lines.get(2));
        learnc("images", "-q", "--no-trunc");
        assertEquals(second.config().toString(), out.toString().lines().findFirst().orElseThrow());
        learnc("images", "--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(2, json.size());
        assertEquals("ghcr.io/team/app:1", json.get(0).get("reference").asText());
        assertEquals(second.manifest().toString(), json.get(0).get("digest").asText());
    }

    @Test
    void images_and_rmi_cope_with_an_image_that_has_lost_a_part() throws Exception {
        Image image = put("broken", "layer");
        put("whole", "other");
        Files.delete(Path.of(store.blobPath(image.manifest())));
        assertEquals(0, learnc("images"));
        assertTrue(out.toString().contains("broken") && out.toString().contains("(incomplete)") && out.toString().contains("whole"), out.toString());
        assertEquals(125, learnc("inspect", "broken"));
        assertTrue(err.toString().contains("is not complete any more"), err.toString());
        assertEquals(0, learnc("rmi", "broken"));
        assertFalse(store.has(image.layers().getFirst().blob()));
        assertEquals(1, store.names().size());
    }

    @Test
    void inspect_shows_the_stored_texts_and_where_the_layers_are() throws Exception {
        Image image = put("app", "one", "two");
        assertEquals(0, learnc("inspect", "app"));
        JsonNode json = new ObjectMapper().readTree(out.toString()).get(0);
        assertEquals(new ObjectMapper().readTree(store.blob(image.manifest())), json.get("manifest"));
        assertEquals(new ObjectMapper().readTree(store.blob(image.config())), json.get("config"));
        assertEquals("docker.io/library/app:latest", json.get("reference").asText());
        for (int i = 0; i < 2; i++) {
            Layer layer = image.layers().get(i);
            assertEquals(layer.diffId().toString(), json.get("layers").get(i).get("diffId").asText());
            assertEquals(store.blobPath(layer.blob()), json.get("layers").get(i).get("path").asText());
            assertTrue(Files.isDirectory(Path.of(json.get("layers").get(i).get("unpackedPath").asText())));
        }
    }

    @Test
    void rmi_deletes_what_nobody_else_needs() {
        Image one = put("one", "shared", "only one");
        Image two = put("two", "shared", "only two");
        assertEquals(0, learnc("rmi", "one"));
        assertTrue(out.toString().startsWith("Untagged: docker.io/library/one:latest\n"), out.toString());
        assertEquals(3, out.toString().lines().filter(line -> line.startsWith("Deleted: ")).count(), out.toString());
        assertNull(store.find("one"));
        assertFalse(unpacked.contains(one.layers().get(1).diffId()));
        assertEquals(two, store.find("two"));
        assertTrue(unpacked.contains(two.layers().get(0).diffId()) && unpacked.contains(two.layers().get(1).diffId()));
    }

    @Test
    void rmi_by_id_takes_all_names_and_a_name_goes_before_an_id() {
        Image image = put("app", "layer");
        store.tag(ImageReference.of("app"), ImageReference.of("app:second"));
        assertEquals(0, learnc("rmi", "app:second"));
        assertEquals(image, store.find("app"));
        store.tag(ImageReference.of("app"), ImageReference.of("app:second"));
        assertEquals(0, learnc("rmi", image.config().hex()));
        assertEquals(List.of(), store.names());
        Image first = put("app", "layer");
        put(first.config().shortHex(), "another");
        assertEquals(0, learnc("rmi", first.config().shortHex()));
        assertEquals(first, store.find("app"));
    }

    @Test
    void rmi_keeps_an_image_that_a_container_uses() {
        Image image = put("app", "layer");
        container("app");
        assertEquals(125, learnc("rmi", "app:latest"));
        assertEquals("learnc: the image docker.io/library/app:latest is used by container cccccccccccc (busy_bee).\n"
                + "  try: end the container first, or learnc rmi --force\n", err.toString());
        assertEquals(image, store.find("app"));
        assertEquals(0, learnc("rmi", "--force", "app"));
        assertNull(store.find("app"));
        assertTrue(unpacked.contains(image.layers().getFirst().diffId()), "the container still stands on it");
        put("other", "other layer");
        assertEquals(0, learnc("rmi", "other"));
        assertTrue(unpacked.contains(image.layers().getFirst().diffId()), "also when its image is not known any more");
    }

    @Test
    void what_is_not_here_is_said_so() {
        for (String command : List.of("rmi", "inspect")) {
            assertEquals(125, learnc(command, "nope"));
            assertEquals("learnc: there is no image 'nope' here.\n  try: learnc images lists those that are\n", err.toString());
            assertEquals(2, learnc(command));
        }
        assertEquals(125, learnc("pull", "Nope"));
        assertTrue(err.toString().startsWith("learnc: 'Nope' is no image reference: the name must be in lower case."), err.toString());
        assertEquals(125, learnc("pull", "--platform", "Amiga", "alpine"));
        assertEquals(125, learnc("pull", "--creds", "me", "alpine"));
    }

    @Test
    void pull_tells_each_step_on_stderr_and_the_name_on_stdout() {
        put("app", "first layer", "second layer");
        String source = "oci:" + places.root() + "/images:docker.io/library/app:latest";
        places = new Places(folder + "/other", folder + "/run");
        assertEquals(0, learnc("pull", "--progress", "plain", source));
        assertEquals("docker.io/library/app:latest\n", out.toString());
        List<String> lines = err.toString().lines().toList();
        assertEquals("Pulling docker.io/library/app:latest from " + folder + "/root/images", lines.getFirst());
        String id = Digest.sha256("first layer".getBytes()).shortHex();
        assertTrue(lines.contains(id + ": Downloading 11B") && lines.contains(id + ": Pull complete"), err.toString());
        assertEquals("Status: Downloaded newer image for docker.io/library/app:latest", lines.getLast());
        assertEquals(0, learnc("pull", "--progress", "plain", source));
        assertTrue(err.toString().contains(id + ": Already exists") && err.toString().contains("Status: Image is up to date"), err.toString());
        assertEquals(0, learnc("pull", "-q", source));
        assertEquals(new ImageStore(linux.host(), places).find("app").manifest() + "\n", out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void bars_are_drawn_in_place_and_fit_on_a_line() {
        var bars = new PullBars(new PrintWriter(err, true), 20);
        Descriptor layer = Descriptor.of(MediaTypes.OCI_LAYER_GZIP, Digest.sha256("layer".getBytes()), 123_456_789);
        bars.found(List.of(layer));
        bars.layer(layer, Step.COMPLETE, 123_456_789);
        assertEquals("\r" + layer.digest().shortHex() + ": Waiting\033[K\n\033[1A\r" + layer.digest().shortHex() + ": Pull complete\033[K\n", err.toString());
        err.getBuffer().setLength(0);
        var half = new PullBars(new PrintWriter(err, true), 20);
        half.layer(layer, Step.DOWNLOADING, 61_728_394);
        assertTrue(err.toString().contains(": Downloading [" + "=".repeat(13) + ">" + " ".repeat(14) + "]  61.7MB/123MB") && err.toString().length() < 80, err.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "999, 999B", "1000, 1kB", "1234, 1.23kB", "3456789, 3.46MB", "12345678, 12.3MB", "123456789, 123MB", "999600, 1MB",
        "1500000000, 1.5GB", "10000000000, 10GB"})
    void bytes_are_written_with_three_digits(long bytes, String expected) {
        assertEquals(expected, ByteText.of(bytes));
    }
}
