package learnc.runtime.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ImageStoreTest {

    private static final ImageConfig CONFIG = new ImageConfig(List.of("PATH=/bin", "A=b c"), List.of("/bin/sh"), List.of("-c", "true"), "/work",
            "daemon", "SIGQUIT", List.of("80/tcp"), List.of("/cache"), Map.of("who", "me"), Platform.linux("amd64"));

    @TempDir
    Path root;

    private final Linux linux = new Linux(UnaryOperator.identity());

    @AfterEach
    void close() {
        linux.close();
    }

    private ImageStore store() {
        return new ImageStore(linux.host(), new Places(root.toString(), root + "/run"));
    }

    @Test
    void an_empty_store_has_nothing_and_makes_nothing() {
        assertNull(store().find("alpine"));
        assertEquals(List.of(), store().list());
        assertFalse(Files.exists(root.resolve("images")));
    }

    @Test
    void what_is_put_is_found_again_under_each_way_to_write_its_name() {
        Image put = put("alpine", "one layer");
        for (String name : List.of("alpine", "alpine:latest", "library/alpine", "docker.io/library/alpine:latest", "alpine@" + put.manifest())) {
            assertEquals(put, store().find(name), name);
        }
        assertEquals(CONFIG, put.configuration());
        assertNull(store().find("alpine:3"));
        assertNull(store().find("busybox@" + put.manifest()));
    }

    @Test
    void a_blob_lies_under_the_name_of_its_content() throws IOException {
        Digest digest = store(bytes("hello"));
        assertEquals("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", digest.toString());
        assertArrayEquals(bytes("hello"), Files.readAllBytes(Path.of(store().blobPath(digest))));
    }

    @Test
    void the_same_image_has_the_same_digests() {
        assertEquals(put("one", "content").manifest(), put("two", "content").manifest());
    }

    @Test
    void a_name_that_is_given_again_leaves_the_image_that_had_it() {
        Image first = put("app", "first");
        Image second = put("app", "second");
        assertEquals(second, store().find("app"));
        assertEquals(1, store().list().size());
        assertTrue(store().has(first.manifest()), "the parts stay until they are collected");
    }

    @Test
    void collecting_deletes_what_no_image_needs_and_keeps_what_two_share() {
        Image one = put("one", "shared", "only one");
        Image two = put("two", "shared", "only two");
        store().remove(one.reference());
        List<Digest> deleted = store().collect();
        assertEquals(new HashSet<>(List.of(one.manifest(), one.config(), one.layers().get(1).blob())), new HashSet<>(deleted));
        assertEquals(two, store().find("two"));
        two.layers().forEach(layer -> assertTrue(store().has(layer.blob())));
    }

    @Test
    void nothing_is_collected_while_parts_are_added() {
        Digest part = store(bytes("a part whose image has no name yet"));
        try (var _ = store().use()) {
            assertNull(store().collect());
            assertTrue(store().has(part));
        }
        assertEquals(List.of(part), store().collect());
    }

    @Test
    void a_wrong_digest_is_refused_and_leaves_nothing() throws IOException {
        Digest promised = Digest.sha256(bytes("promised"));
        try (var _ = store().use(); BlobWriter writer = store().incoming(promised)) {
            writer.write(bytes("delivered"), 0, 9);
            assertTrue(assertThrows(Failure.class, () -> writer.finish(promised)).getMessage().contains("does not match its digest"));
        }
        assertFalse(store().has(promised));
        try (var left = Files.list(root.resolve("images/incoming"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void an_interrupted_write_is_taken_up_where_it_stopped() {
        Digest digest = Digest.sha256(bytes("first and second"));
        try (var _ = store().use(); BlobWriter writer = store().incoming(digest)) {
            writer.write(bytes("first "), 0, 6);
        }
        try (BlobWriter writer = store().incoming(digest)) {
            assertEquals(6, writer.sizeBytes());
            writer.write(bytes("and second"), 0, 10);
            writer.finish(digest);
        }
        assertTrue(store().has(digest));
    }

    @Test
    void many_writers_at_once_lose_no_name() throws Exception {
        var names = new ArrayList<Callable<Image>>();
        for (int i = 0; i < 24; i++) {
            String name = "image" + i;
            names.add(() -> put(name, "shared by all"));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(names)) {
                done.get();
            }
        }
        assertEquals(24, store().list().size());
    }

    @Test
    void an_image_can_have_two_names() {
        Image one = put("one", "content");
        Image two = store().tag(ImageReference.of("one"), ImageReference.of("localhost:5000/two:v1"));
        assertEquals(one.manifest(), two.manifest());
        assertEquals("localhost:5000/two:v1", two.reference());
        assertNull(store().tag(ImageReference.of("none"), ImageReference.of("two")));
    }

    private Image put(String name, String... layers) {
        try (var _ = store().use()) {
            var parts = new ArrayList<Layer>();
            for (String layer : layers) {
                Digest digest = store(bytes(layer));
                parts.add(new Layer(digest, digest, MediaTypes.OCI_LAYER, layer.length()));
            }
            return store().put(ImageReference.of(name), CONFIG, parts);
        }
    }

    private Digest store(byte[] content) {
        try (var _ = store().use()) {
            return store().put(content);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
