package learnc.runtime.stage.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from Debian's docker-registry, and from what skopeo writes. umoci has made the images, and skopeo tells what should have come.
@Timeout(300)
class RealRegistryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static Path layout;
    private static DebianRegistry registry;

    @TempDir
    Path root;

    private final Linux linux = new Linux(UnaryOperator.identity());

    @BeforeAll
    static void fillARegistry() throws Exception {
        Tools.need("docker-registry", "skopeo", "umoci", "busybox");
        layout = folder.resolve("layout");
        Tools.makeLayout(layout, folder.resolve("bundle"), "one");
        registry = new DebianRegistry(folder);
        copy("oci:" + layout + ":one", "team/box:oci");
        Tools.run("skopeo", "copy", "-q", "--format", "v2s2", "--dest-tls-verify=false", "oci:" + layout + ":one", "docker://" + address("team/box:docker"));
    }

    private static void copy(String from, String to, String... options) throws Exception {
        var command = new ArrayList<>(List.of("skopeo", "copy", "-q", "--dest-tls-verify=false"));
        command.addAll(List.of(options));
        command.addAll(List.of(from, "docker://" + address(to)));
        Tools.run(command.toArray(String[]::new));
    }

    @AfterAll
    static void stopIt() {
        if (registry != null) {
            registry.close();
        }
    }

    @AfterEach
    void close() {
        linux.close();
    }

    private static String address(String image) {
        return registry.address() + "/" + image;
    }

    private ImageStore store() {
        return new ImageStore(linux.host(), new Places(root.toString(), root + "/run"));
    }

    private Pull pull() {
        return new Pull(linux.host(), store(), PullSettings.USUAL);
    }

    @Test
    void an_image_of_oci_kind_is_what_skopeo_says_it_is() throws Exception {
        compareWithSkopeo(pull().image(address("team/box:oci")), "team/box:oci");
    }

    @Test
    void an_image_of_docker_kind_is_what_skopeo_says_it_is() throws Exception {
        Image image = pull().image(address("team/box:docker"));
        assertEquals("application/vnd.docker.image.rootfs.diff.tar.gzip", image.layers().getFirst().mediaType());
        compareWithSkopeo(image, "team/box:docker");
    }

    private void compareWithSkopeo(Image image, String name) throws Exception {
        JsonNode told = JSON.readTree(Tools.run("skopeo", "inspect", "--tls-verify=false", "docker://" + address(name)));
        byte[] configText = Tools.run("skopeo", "inspect", "--raw", "--config", "--tls-verify=false", "docker://" + address(name)).getBytes();
        JsonNode config = JSON.readTree(configText).get("config");
        assertEquals(told.get("Digest").asText(), image.manifest().toString());
        assertEquals(Digest.sha256(configText), image.config());
        assertEquals(JSON.convertValue(told.get("Layers"), List.class), image.layers().stream().map(layer -> layer.blob().toString()).toList());
        assertEquals(JSON.convertValue(config.get("Env"), List.class), image.configuration().env());
        assertEquals(JSON.convertValue(config.get("Entrypoint"), List.class), image.configuration().entrypoint());
        assertEquals(JSON.convertValue(config.get("Cmd"), List.class), image.configuration().cmd());
        assertEquals(config.get("WorkingDir").asText(), image.configuration().workingDirectory());
        assertEquals(config.get("User").asText(), image.configuration().user());
        assertEquals(config.get("StopSignal").asText(), image.configuration().stopSignal());
        assertEquals(List.of("80/tcp"), image.configuration().exposedPorts());
        assertEquals(List.of("/cache"), image.configuration().volumes());
        assertEquals(Map.of("a", "b"), image.configuration().labels());
        checkLayers(image);
    }

    private void checkLayers(Image image) throws Exception {
        assertEquals(2, image.layers().size());
        for (Layer layer : image.layers()) {
            byte[] blob = Files.readAllBytes(Path.of(store().blobPath(layer.blob())));
            assertEquals(layer.blob(), Digest.sha256(blob));
            assertEquals(layer.sizeBytes(), blob.length);
            assertEquals(layer.diffId(), Digest.sha256(new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes()));
        }
    }

    @Test
    void the_store_is_a_layout_that_skopeo_reads() throws Exception {
        Image image = pull().image(address("team/box:oci"));
        String raw = Tools.run("skopeo", "inspect", "--raw", "oci:" + root + "/images:" + image.reference());
        assertEquals(image.manifest(), Digest.sha256(raw.getBytes()));
        Tools.run("skopeo", "copy", "-q", "oci:" + root + "/images:" + image.reference(), "dir:" + root.resolve("copy"));
        assertArrayEquals(Files.readAllBytes(Path.of(store().blobPath(image.manifest()))), Files.readAllBytes(root.resolve("copy/manifest.json")));
    }

    @Test
    void a_digest_names_the_same_image_as_its_tag() {
        Image tagged = pull().image(address("team/box:oci"));
        Image exact = new Pull(linux.host(), new ImageStore(linux.host(), new Places(root + "/other", root + "/run")), PullSettings.USUAL)
                .image(address("team/box@" + tagged.manifest()));
        assertEquals(tagged.manifest(), exact.manifest());
        assertEquals(registry.address() + "/team/box@" + tagged.manifest(), exact.reference());
    }

    @Test
    void what_is_here_is_not_asked_for_again() throws Exception {
        Path other = folder.resolve("short-lived");
        Files.createDirectories(other);
        String name;
        Image image;
        try (DebianRegistry shortLived = new DebianRegistry(other)) {
            name = shortLived.address() + "/box:1";
            Tools.run("skopeo", "copy", "-q", "--dest-tls-verify=false", "oci:" + layout + ":one", "docker://" + name);
            image = pull().image(name);
        }
        assertEquals(image, pull().image(name));
        assertTrue(assertThrows(Failure.class, () -> pull().fresh(name)).getMessage().contains("cannot be reached"));
    }

    @Test
    void of_an_image_for_several_platforms_ours_is_taken() throws Exception {
        Path several = severalPlatforms();
        copy("oci:" + several + ":all", "team/several:1", "--all");
        Image ours = pull().image(address("team/several:1"));
        assertEquals(PullSettings.USUAL.platform(), ours.configuration().platform());
        Image arm = new Pull(linux.host(), store(), PullSettings.USUAL.forPlatform(Platform.of("linux/arm/v7"))).image(address("team/several:1"));
        assertEquals("arm", arm.configuration().platform().architecture());
        assertNotEquals(ours.manifest(), arm.manifest());
        String refusal = assertThrows(Failure.class, () -> new Pull(linux.host(), store(), PullSettings.USUAL.forPlatform(Platform.of("linux/s390x")))
                .fresh(address("team/several:1"))).getMessage();
        assertTrue(refusal.contains("does not exist for linux/s390x") && refusal.contains("linux/arm/v7"), refusal);
    }

    @Test
    void the_digest_of_the_whole_list_finds_the_image_again_without_a_network() throws Exception {
        Path several = severalPlatforms();
        copy("oci:" + several + ":all", "team/list:1", "--all");
        JsonNode told = JSON.readTree(Tools.run("skopeo", "inspect", "--tls-verify=false", "docker://" + address("team/list:1")));
        Image image = pull().image(address("team/list:1"));
        assertEquals(image, store().find(address("team/list@" + told.get("Digest").asText())));
    }

    /// An index of three images that differ only in their platform; tools that make one are rare, so it is written by hand.
    private Path severalPlatforms() throws Exception {
        Path several = root.resolve("several");
        var entries = new StringBuilder();
        for (String platform : List.of("amd64", "arm64", "arm")) {
            String image = several + ":" + platform;
            if (entries.isEmpty()) {
                Tools.run("cp", "-r", layout.toString(), several.toString());
            }
            Tools.run("umoci", "tag", "--image", several + ":one", platform);
            Tools.run("umoci", "config", "--image", image, "--architecture", platform, "--no-history");
            byte[] manifest = Tools.run("skopeo", "inspect", "--raw", "oci:" + image).getBytes();
            entries.append(entries.isEmpty() ? "" : ",").append(descriptor("manifest", manifest))
                    .append(",\"platform\":{\"os\":\"linux\",\"architecture\":\"").append(platform)
                    .append(platform.equals("arm") ? "\",\"variant\":\"v7\"}}" : "\"}}");
        }
        byte[] index = ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[" + entries + "]}").getBytes();
        Files.write(several.resolve("blobs/sha256").resolve(Digest.sha256(index).hex()), index);
        Files.writeString(several.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + descriptor("index", index)
                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"all\"}}]}");
        return several;
    }

    private static String descriptor(String kind, byte[] content) {
        return "{\"mediaType\":\"application/vnd.oci.image." + kind + ".v1+json\",\"digest\":\"" + Digest.sha256(content) + "\",\"size\":" + content.length;
    }

    @Test
    void a_layout_folder_an_oci_archive_and_a_docker_archive_hold_the_same_image() throws Exception {
        Tools.run("skopeo", "copy", "-q", "oci:" + layout + ":one", "oci-archive:" + root.resolve("oci.tar") + ":one");
        Tools.run("skopeo", "copy", "-q", "oci:" + layout + ":one", "docker-archive:" + root.resolve("docker.tar") + ":team/box:saved");
        Tools.run("gzip", "-k", root.resolve("docker.tar").toString());
        Image fromRegistry = pull().image(address("team/box:oci"));
        Image fromFolder = pull().image(layout + ":one");
        assertEquals(fromRegistry.manifest(), fromFolder.manifest());
        assertEquals("localhost/layout:one", fromFolder.reference());
        assertEquals(fromRegistry.manifest(), pull().image("oci-archive:" + root.resolve("oci.tar")).manifest());
        for (String archive : List.of(root + "/docker.tar", root + "/docker.tar:team/box:saved", root + "/docker.tar.gz")) {
            Image saved = pull().image(archive);
            assertEquals("docker.io/team/box:saved", saved.reference());
            assertEquals(fromRegistry.config(), saved.config());
            assertEquals(fromRegistry.layers().stream().map(Layer::diffId).toList(), saved.layers().stream().map(Layer::diffId).toList());
        }
    }

    @Test
    void a_line_that_breaks_again_and_again_only_costs_time() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(registry.port(), 300_000)) {
            Image image = pull().image(proxy.address() + "/team/box:oci");
            checkLayers(image);
            long bytes = image.layers().getFirst().sizeBytes();
            assertTrue(bytes > 900_000, "a layer of " + bytes + " bytes proves nothing");
            assertTrue(proxy.cuts >= 3, proxy.cuts + " cuts");
            assertTrue(proxy.ranges.size() >= 3 && proxy.ranges.stream().allMatch(range -> range.matches("Range: bytes=[1-9][0-9]*-")), proxy.ranges.toString());
        }
    }

    @Test
    void what_is_missing_or_wrong_is_refused_with_advice() {
        refused(address("team/nothing:1"), "answers 404", "check the spelling");
        refused(address("team/box:nothing"), "answers 404", "manifest unknown");
        refused(address("team/box@sha256:" + "0".repeat(64)), "answers 404");
        refused("127.0.0.1:1/team/box", "cannot be reached");
        refused(layout + ":two", "has no image 'two'", "one");
        refused("./no/such/folder", "there is nothing at ./no/such/folder");
        refused(root.toString(), "is no image", "skopeo copy");
        assertNull(store().find(address("team/box:nothing")));
    }

    @Test
    void an_image_that_has_lost_a_part_says_so_and_can_be_pulled_again() throws Exception {
        Image image = pull().image(address("team/box:oci"));
        Files.delete(Path.of(store().blobPath(image.config())));
        refused(address("team/box:oci"), "is not complete any more", "learnc pull");
        assertEquals(image, pull().fresh(address("team/box:oci")));
    }

    private void refused(String reference, String... words) {
        String message = assertThrows(Failure.class, () -> pull().image(reference)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }
}
