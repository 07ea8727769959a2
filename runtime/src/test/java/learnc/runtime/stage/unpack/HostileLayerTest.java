package learnc.runtime.stage.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Layer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers that somebody has made to do harm. Beside the store lies a file that must never change.
@RootTest
@Timeout(300)
class HostileLayerTest {

    @TempDir
    Path folder;
    private Workshop shop;
    private Path victim;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop(folder);
        victim = Files.writeString(folder.resolve("victim"), "untouched");
    }

    @AfterEach
    void nothing_outside_was_touched() throws IOException {
        assertEquals("untouched", Files.readString(victim));
        assertEquals(List.of(), shop.leftovers());
        shop.close();
        assertEquals(List.of("victim"), UnpackTest.names(folder).stream().filter(name -> !name.equals("root") && !name.equals("run")).toList());
    }

    private String refusal(byte[] archive) {
        Failure failure = assertThrows(Failure.class, () -> shop.unpack.layers(shop.image(archive)));
        assertTrue(failure.getMessage().startsWith("Layer sha256:"), failure.getMessage());
        assertEquals(List.of(), shop.layers.layers());
        return failure.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../victim", "../../../../victim", "a/../../victim", "..", "./../victim"})
    void a_name_that_leads_upwards_out_of_the_layer_is_refused(String name) {
        assertTrue(refusal(new TestLayer().file(name, "x").plain()).contains("leads out of the layer"));
    }

    @Test
    void an_absolute_name_means_the_layers_own_root() throws IOException {
        Path layer = shop.unpacked(new TestLayer().file(victim.toString(), "inside"));
        assertEquals("inside", Files.readString(layer.resolve(victim.toString().substring(1))));
    }

    @Test
    void an_absolute_symlink_on_the_way_leads_to_the_layers_own_root() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("out", folder.toString()).folder("sub/")
                .file(folder.toString().substring(1) + "/here", "x").file("out/victim", "inside"));
        assertEquals("inside", Files.readString(Path.of(layer + folder.toString(), "victim")));
    }

    @Test
    void a_symlink_upwards_on_the_way_leads_to_the_layers_own_root() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("up", "../../../../../..").file("up/victim", "inside"));
        assertEquals("inside", Files.readString(layer.resolve("victim")));
    }

    @Test
    void a_symlink_to_nowhere_on_the_way_is_refused() {
        String message = refusal(new TestLayer().symlink("out", victim + "-missing").file("out/x", "inside").plain());
        assertTrue(message.contains("'out', below which it puts files, is a symlink that leads nowhere inside the layer"), message);
    }

    @Test
    void a_file_in_place_of_a_symlink_replaces_the_symlink_and_not_what_it_points_to() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("x", victim.toString()).file("x", "inside"));
        assertFalse(Files.isSymbolicLink(layer.resolve("x")));
        assertEquals("inside", Files.readString(layer.resolve("x")));
    }

    @Test
    void a_directory_in_place_of_a_symlink_replaces_the_symlink() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("d", folder.toString()).folder("d/").file("d/victim", "inside"));
        assertEquals("inside", Files.readString(layer.resolve("d/victim")));
        assertFalse(Files.isSymbolicLink(layer.resolve("d")));
    }

    @Test
    void a_hard_link_to_something_outside_is_refused() {
        assertTrue(refusal(new TestLayer().hardLink("h", "../../../victim").plain()).contains("leads out of the layer"));
        assertTrue(refusal(new TestLayer().hardLink("h", victim.toString()).plain()).contains("ENOENT"));
        assertTrue(refusal(new TestLayer().symlink("out", folder.toString()).hardLink("h", "out/victim").plain()).contains("ENOENT"));
    }

    @Test
    void a_hard_link_to_a_symlink_is_another_name_of_the_symlink() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("s", victim.toString()).hardLink("h", "s"));
        assertEquals(victim, Files.readSymbolicLink(layer.resolve("h")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".wh.", ".wh..", ".wh...", "d/.wh..."})
    void a_whiteout_that_names_no_file_is_refused(String name) {
        assertTrue(refusal(new TestLayer().folder("d/").file(name, "").plain()).contains("names no file"));
    }

    @Test
    void a_whiteout_through_a_symlink_stays_inside() throws IOException {
        Path layer = shop.unpacked(new TestLayer().symlink("out", "../../../../../../").file("out/.wh.victim", ""));
        assertTrue(shop.host.statx(-100, layer + "/victim", 0).isCharacterDevice());
    }

    @Test
    void what_overlayfs_itself_writes_into_attributes_is_not_taken_from_an_archive() {
        Path layer = shop.unpacked(new TestLayer().entry("f", TarConstants.LF_NORMAL, new byte[0], entry -> {
            entry.addPaxHeader("SCHILY.xattr.trusted.overlay.redirect", "/etc");
            entry.addPaxHeader("SCHILY.xattr.user.kept", "yes");
        }));
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> shop.host.lgetxattr(layer + "/f", "trusted.overlay.redirect"));
        assertEquals(Errno.ENODATA, refusal.errno());
        assertEquals("yes", new String(shop.host.lgetxattr(layer + "/f", "user.kept"), StandardCharsets.UTF_8));
    }

    @Test
    void an_entry_may_be_repeated_and_the_last_one_counts() throws IOException {
        Path layer = shop.unpacked(new TestLayer().file("x", "first").file("x", "second").folder("d/").file("d/in", "x")
                .file("d", "now a file").folder("d/").file("d/again", "x").symlink("l", "d").file("l/through", "x").file("l", "now a file").file("d", "at last a file").folder("x/").file("x/in", "now a directory"));
        assertEquals("at last a file", Files.readString(layer.resolve("d")));
        assertEquals("now a file", Files.readString(layer.resolve("l")));
        assertEquals("now a directory", Files.readString(layer.resolve("x/in")));
    }

    @Test
    void a_tree_deeper_than_any_real_one_is_refused_and_a_deep_one_is_removed_again() throws IOException {
        assertTrue(refusal(new TestLayer().file("d/".repeat(256) + "f", "x").plain()).contains("parts"));
        refusal(new TestLayer().file("d/".repeat(255) + "f", "x").file("../x", "x").plain());
        assertTrue(refusal(new TestLayer().file("n".repeat(256), "x").plain()).contains("ENAMETOOLONG"));
    }

    @Test
    void ten_gigabytes_of_zeros_in_ten_megabytes_are_refused_before_they_are_written() throws IOException {
        byte[] bomb = bomb(10L << 30);
        Layer layer = shop.layer(bomb, Digest.sha256(bomb));
        Failure failure = assertThrows(Failure.class, () -> shop.unpack.layers(shop.image(List.of(layer))));
        assertTrue(failure.getMessage().contains("packed bytes unpack to more than"), failure.getMessage());
    }

    /// The zeros of a gzip archive repeat: one compressed stretch of them, again and again, as parts of their own.
    private static byte[] bomb(long sizeBytes) throws IOException {
        var header = new byte[512];
        var entry = new TarArchiveEntry("zeros");
        entry.setSize(sizeBytes);
        entry.writeEntryHeader(header, org.apache.commons.compress.archivers.zip.ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        var bomb = new ByteArrayOutputStream();
        bomb.write(TestLayer.gzip(header));
        byte[] stretch = TestLayer.gzip(new byte[64 << 20]);
        for (long done = 0; done < sizeBytes; done += 64 << 20) {
            bomb.write(stretch);
        }
        return bomb.toByteArray();
    }

    @Test
    void many_gigabytes_behind_the_end_of_the_archive_are_refused_too() throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.write(TestLayer.gzip(new TestLayer().file("x", "x").plain()));
        byte[] stretch = TestLayer.gzip(new byte[64 << 20]);
        for (int i = 0; i < 20; i++) {
            bomb.write(stretch);
        }
        assertTrue(refusal(bomb.toByteArray()).contains("packed bytes unpack to more than"));
    }

    @Test
    void a_sparse_file_of_two_gigabytes_in_one_kilobyte_is_refused() {
        String message = refusal(new TestLayer().pax("GNU.sparse.major=0", "GNU.sparse.minor=1", "GNU.sparse.size=" + Integer.MAX_VALUE, "GNU.sparse.map=0,0")
                .file("hole", "").plain());
        assertTrue(message.contains("packed bytes unpack to more than"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 50, 90, 99})
    void a_layer_that_was_cut_off_is_refused(int percent) {
        byte[] plain = new TestLayer().file("a", "a".repeat(1000)).file("b", noise(100_000)).plain();
        byte[] packed = TestLayer.gzip(plain);
        assertDamaged(Arrays.copyOf(packed, packed.length * percent / 100), plain, "Unexpected end of ZLIB input stream");
        assertDamaged(Arrays.copyOf(plain, 50_000), Arrays.copyOf(plain, 50_000), "Truncated TAR archive");
    }

    private static String noise(int length) {
        var noise = new StringBuilder();
        new java.util.Random(1).ints(length, 'a', 'z').forEach(c -> noise.append((char) c));
        return noise.toString();
    }

    /// The archive is the one that the image promises, as far as the damage lets anybody see.
    private void assertDamaged(byte[] archive, byte[] promised, String reason) {
        Layer layer = shop.layer(archive, Digest.sha256(promised));
        Failure failure = assertThrows(Failure.class, () -> shop.unpack.layers(shop.image(List.of(layer))));
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
    }

    @Test
    void a_damaged_layer_is_refused() {
        byte[] plain = new TestLayer().file("a", noise(10_000)).plain();
        byte[] packed = TestLayer.gzip(plain);
        packed[packed.length - 6] ^= 0x55;
        assertDamaged(packed, plain, "Corrupt GZIP trailer");
        byte[] text = "this is no archive at all, only a text that somebody calls one".repeat(20).getBytes(StandardCharsets.UTF_8);
        assertDamaged(text, text, "cannot be unpacked: ");
    }

    @Test
    void another_archive_than_the_image_promises_is_refused() {
        byte[] archive = new TestLayer().file("a", "a").plain();
        Layer layer = shop.layer(archive, Digest.sha256(new byte[] {1}));
        Failure failure = assertThrows(Failure.class, () -> shop.unpack.layers(shop.image(List.of(layer))));
        assertTrue(failure.getMessage().contains("its checksum is sha256:"), failure.getMessage());
        assertEquals(List.of(), shop.layers.layers());
    }

    @Test
    void a_chain_of_headers_is_refused_before_the_stack_ends() throws IOException {
        var archive = new ByteArrayOutputStream();
        var header = new byte[512];
        var entry = new TarArchiveEntry("chain", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        entry.writeEntryHeader(header);
        for (int i = 0; i < 100_000; i++) {
            archive.write(header);
        }
        assertTrue(refusal(archive.toByteArray()).contains("headers"));
    }

    @Test
    void a_header_of_a_gigabyte_is_refused_before_it_is_read() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER}) {
            var header = new byte[512];
            var entry = new TarArchiveEntry("long", kind);
            entry.setSize(1L << 29);
            entry.writeEntryHeader(header);
            var archive = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(archive)) {
                gzip.write(header);
                gzip.write(new byte[8 << 20]);
            }
            assertTrue(refusal(archive.toByteArray()).contains("header"), "kind " + (char) kind);
        }
    }

    @Test
    void one_bad_layer_among_good_ones_leaves_nothing_of_itself() {
        byte[] good = new TestLayer().file("a", "a").plain();
        byte[] bad = new TestLayer().file("../b", "b").plain();
        byte[] other = new TestLayer().file("c", "c").plain();
        assertThrows(Failure.class, () -> shop.unpack.layers(shop.image(good, bad, other)));
        assertFalse(shop.layers.contains(Digest.sha256(bad)));
    }
}
