package learnc.runtime.stage.pull;

import static learnc.runtime.stage.pull.FakeImage.bytes;
import static learnc.runtime.stage.pull.FakeImage.descriptor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import learnc.runtime.image.ImageStore;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Archives and folders, good, odd and broken. (Those that skopeo writes are in [RealRegistryTest].)
@Timeout(300)
class ArchiveTest {

    @TempDir
    Path root;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final FakeImage image = new FakeImage(2);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(content);

    @AfterEach
    void close() {
        linux.close();
    }

    private Image pull(String reference) {
        ImageStore store = new ImageStore(linux.host(), new Places(root + "/var", root + "/run"));
        return new Pull(linux.host(), store, PullSettings.USUAL.forPlatform(Platform.linux("amd64"))).image(reference);
    }

    private void refused(String reference, String... words) {
        String message = assertThrows(Failure.class, () -> pull(reference)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void link(String name, String target) throws IOException {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private String archive() throws IOException {
        tar.close();
        return Files.write(root.resolve("My Image.v1.tar"), content.toByteArray()).toString();
    }

    private void addDockerArchive(String names, String layers) throws IOException {
        add("config.json", image.config);
        add("a/layer.tar", image.layers.getFirst());
        add("manifest.json", bytes("[{\"Config\":\"config.json\",\"RepoTags\":" + names + ",\"Layers\":" + layers + "}]"));
    }

    @Test
    void an_archive_without_a_name_is_named_after_its_file() throws IOException {
        addDockerArchive("null", "[\"a/layer.tar\",\"b/layer.tar\"]");
        add("b/layer.tar", image.layers.getLast());
        assertEquals("localhost/my-image:latest", pull(archive()).reference());
    }

    @Test
    void a_layer_that_is_a_link_to_another_place_in_the_archive_is_found() throws IOException {
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        link("b/layer.tar", "../c/layer.tar");
        add("./c/layer.tar", image.layers.getLast());
        Image pulled = pull(archive());
        assertEquals("docker.io/library/app:1", pulled.reference());
        assertEquals(Digest.sha256(image.layers.getLast()), pulled.layers().getLast().diffId());
    }

    @Test
    void links_in_a_circle_and_links_out_of_the_archive_lead_nowhere() throws IOException {
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        link("b/layer.tar", "../c/layer.tar");
        link("c/layer.tar", "../b/layer.tar");
        refused(archive(), "too many links");
    }

    @Test
    void a_link_to_a_file_of_the_host_is_not_followed() throws IOException {
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        link("b/layer.tar", "../../../../../../etc/passwd");
        refused(archive(), "not complete: b/layer.tar is missing");
    }

    @Test
    void a_layer_that_is_not_what_the_configuration_says_is_refused() throws IOException {
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        add("b/layer.tar", bytes("something else"));
        refused(archive(), "b/layer.tar", "does not match its digest");
    }

    @Test
    void a_packed_layer_is_taken_as_it_is() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(image.layers.getLast());
        }
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        add("b/layer.tar", packed.toByteArray());
        Layer layer = pull(archive()).layers().getLast();
        assertEquals(MediaTypes.OCI_LAYER_GZIP, layer.mediaType());
        assertEquals(Digest.sha256(packed.toByteArray()), layer.blob());
        assertEquals(Digest.sha256(image.layers.getLast()), layer.diffId());
    }

    @Test
    void of_several_images_one_must_be_named() throws IOException {
        add("config.json", image.config);
        add("1", image.layers.getFirst());
        add("2", image.layers.getLast());
        String one = "\"Config\":\"config.json\",\"Layers\":[\"1\",\"2\"]}";
        add("manifest.json", bytes("[{\"RepoTags\":[\"app:1\",\"app:one\"]," + one + ",{\"RepoTags\":[\"app:2\"]," + one + "]"));
        String archive = archive();
        refused(archive, "holds 2 images", "app:1, app:one, app:2");
        refused(archive + ":app:3", "has no image 'app:3'");
        assertEquals("docker.io/library/app:one", pull(archive + ":app:one").reference());
    }

    @Test
    void an_archive_that_is_cut_off_is_refused() throws IOException {
        addDockerArchive("[\"app:1\"]", "[\"a/layer.tar\",\"b/layer.tar\"]");
        add("b/layer.tar", image.layers.getLast());
        Path whole = Path.of(archive());
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {100, 512, 150_000, 300_000}) {
            refused(Files.write(root.resolve("cut.tar"), Arrays.copyOf(bytes, length)).toString(), "cut.tar");
        }
    }

    @Test
    void what_is_no_archive_at_all_is_refused() throws IOException {
        refused(Files.write(root.resolve("noise"), image.layers.getFirst()).toString(), "noise");
        refused(Files.write(root.resolve("empty"), new byte[0]).toString(), "is no image");
        refused(Files.write(root.resolve("gzip"), new byte[] {0x1f, (byte) 0x8b, 8, 0}).toString(), "gzip");
        refused("/dev/null", "is no image");
    }

    @Test
    void a_folder_whose_blobs_have_changed_is_refused() throws IOException {
        Path blobs = Files.createDirectories(root.resolve("layout/blobs/sha256"));
        for (byte[] blob : new byte[][] {image.manifest, image.config, image.layers.getFirst(), image.layers.getLast()}) {
            Files.write(blobs.resolve(Digest.sha256(blob).hex()), blob);
        }
        Files.writeString(root.resolve("layout/index.json"), "{\"schemaVersion\":2,\"manifests\":[" + descriptor("manifest.v1+json", image.manifest) + "]}");
        Path layer = blobs.resolve(Digest.sha256(image.layers.getLast()).hex());
        Files.write(layer, Arrays.copyOf(image.layers.getLast(), 10));
        refused(root + "/layout", "is shorter than its manifest says");
        Files.write(layer, Arrays.copyOf(image.layers.getLast(), 300_000));
        refused(root + "/layout", "is longer than its manifest says");
        Files.write(layer, new byte[FakeImage.LAYER_BYTES]);
        refused(root + "/layout", "does not match its digest");
        Files.delete(layer);
        refused(root + "/layout", "is missing");
        Files.write(layer, image.layers.getLast());
        assertEquals("localhost/layout:latest", pull(root + "/layout/").reference());
        Files.write(blobs.resolve(Digest.sha256(image.manifest).hex()), bytes(new String(image.manifest) + " "));
        refused(root + "/layout", "the manifest does not match its digest");
    }

    @Test
    void a_folder_whose_names_or_symlinks_lead_out_of_it_is_refused() throws IOException {
        Path folder = Files.createDirectory(root.resolve("saved"));
        Files.writeString(root.resolve("secret"), "{}");
        Path manifest = Files.writeString(folder.resolve("manifest.json"), "[{\"Config\":\"../secret\",\"Layers\":[]}]");
        refused(folder, "reach the host");
        Files.writeString(manifest, "[{\"Config\":\"link\",\"Layers\":[]}]");
        Files.createSymbolicLink(folder.resolve("link"), root.resolve("secret"));
        refused(folder, "reach the host");
    }

    private void refused(Path folder, String word) {
        String message = assertThrows(KernelRefusal.class, () -> pull(folder.toString())).getMessage();
        assertTrue(message.contains(word), message);
    }
}
