package learnc.runtime.stage.unpack;

import static learnc.runtime.Needed.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other programs make of the same archives: GNU tar of one layer, umoci of a whole image.
@RootTest
@Timeout(300)
class WitnessTest {

    /// Everything that a file can be.
    private static final String TREE = """
            mkdir -p tree/a/b tree/empty 'tree/with space' tree/sticky tree/$(printf 'n%.0s' {1..120})/$(printf 'm%.0s' {1..120}); cd tree
            echo plain > a/plain; : > a/nothing; head -c 300000 /dev/urandom > a/b/big
            echo x > a/owned; chown 1234:5678 a/owned; chown 4000000000:3000000 empty
            echo x > a/setuid; chown 1000:1000 a/setuid; chmod 6755 a/setuid; chmod 1777 sticky; chmod 2750 'with space'; chmod 0000 a/nothing
            ln a/plain 'with space/also plain'; ln a/setuid sticky/setuid
            ln -s plain a/link; ln -s /nowhere/at/all dangling; ln -s $(printf 'x%.0s' {1..150}) longlink; ln dangling also-dangling; chown -h 7:8 longlink
            mknod null c 1 3; mknod disk b 259 70000; mkfifo pipe; chmod 0640 disk; chown 0:6 disk
            echo latin1 > $'caf\\xe9'; echo utf8 > 'Müller'; echo newline > $'new\\nline'; long=$(echo nn*/mm*/); echo n > $long/$(printf 'o%.0s' {1..90})
            mkdir $'dir\\xff'; ln -s $'caf\\xe9' $'dir\\xff/link\\xfe'; ln $'caf\\xe9' $'dir\\xff/hard\\xfd'
            truncate -s 3M hole; printf abc | dd of=hole bs=1 seek=1000000 conv=notrunc status=none
            setfattr -n user.note -v hello a/plain; setfattr -n user.binary -v 0x00ff0a3d00 a/b; setfattr -n trusted.t -v 1 a/b/big
            setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 a/setuid
            find . -print0 | xargs -0 touch -h -d '2011-02-03 04:05:06.789'
            touch -h -d '1969-12-31 23:00:00' a/owned; touch -d '2040-01-01 00:00:00.000000001' empty
            """;

    private static final String LIST = """
            { find . -type d -printf 'd %P %m %U %G %T@\\n'
              find . ! -type d -printf '%y %P %m %U %G %T@ %s %n %l\\n'
              find . \\( -type b -o -type c \\) -exec stat -c 'device %n %t %T' {} +
              find . ! -type d -links +1 -printf '%i %p\\n' | LC_ALL=C sort | awk '{ if ($1 != last) first = $2; last = $1; print "same", first, $2 }'
              find . -type f -exec sha256sum {} +
              find . -print0 | LC_ALL=C sort -z | xargs -0 getfattr -h -d -m - -e hex --
            } | LC_ALL=C sort
            """;

    @TempDir
    Path folder;
    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(folder);
    }

    @AfterEach
    void undo() throws Exception {
        shop.close();
        bash(folder, "find . -mindepth 1 -delete");
    }

    @ParameterizedTest
    @CsvSource({"--format=posix --xattrs --xattrs-include=*, cat", "--format=posix --xattrs --xattrs-include=*, gzip", "--format=gnu, cat",
            "--format=posix --xattrs --xattrs-include=* --sparse, zstd -q", "--format=gnu --sparse, gzip", "--format=posix --sparse --sparse-version=0.1, cat"})
    void an_unpacked_layer_is_what_tar_makes_of_it(String options, String packer) throws Exception {
        needed(has("getfattr") && has("zstd"), "apt-get install attr zstd");
        bash(folder, TREE);
        bash(folder, "set -f; tar " + options + " --numeric-owner -C tree -cf plain.tar . && " + packer + " < plain.tar > packed.tar"
                + " && mkdir witness && tar --xattrs --xattrs-include=* --numeric-owner -C witness -xpf plain.tar");
        byte[] packed = Files.readAllBytes(folder.resolve("packed.tar"));
        var layer = shop.layer(packed, Digest.sha256(Files.readAllBytes(folder.resolve("plain.tar"))));
        Path ours = Path.of(shop.unpack.layers(shop.image(List.of(layer))).getFirst());
        String expected = bash(folder.resolve("witness"), LIST);
        assertTrue(expected.lines().count() > 50 && expected.contains("caf\u00e9") && expected.contains("device ./disk"), expected);
        assertEquals(expected, bash(ours, LIST));
    }

    @Test
    void a_sparse_file_takes_no_room_for_its_holes() throws Exception {
        bash(folder, "mkdir tree; truncate -s 300M tree/hole; echo end >> tree/hole; tar --sparse -C tree -cf plain.tar hole");
        Path ours = shop.unpacked(Files.readAllBytes(folder.resolve("plain.tar")));
        assertEquals("314572804 end\n", bash(ours, "stat -c %s hole | tr '\\n' ' '; tail -c 4 hole"));
        assertTrue(Long.parseLong(bash(ours, "du -k hole | cut -f1").strip()) < 1000);
    }

    @Test
    void an_overlay_of_layers_is_what_umoci_makes_of_them() throws Exception {
        needed(has("umoci") && has("getfattr"), "apt-get install umoci attr");
        byte[] lowest = new TestLayer().folder("./").folder("etc/").file("etc/keep", "1").file("etc/gone", "1").file("etc/changed", "1")
                .folder("opaque/").file("opaque/hidden", "1").folder("opaque/below/").file("opaque/below/hidden", "1")
                .folder("becomes-file/").file("becomes-file/in", "1").file("becomes-folder", "1").symlink("becomes-real", "etc")
                .folder("gone/").file("gone/in", "1").folder("back/").file("back/old", "1").folder("replaced/").file("replaced/old", "1").plain();
        byte[] middle = new TestLayer().folder("etc/").file("etc/.wh.gone", "").file("etc/changed", "2").hardLink("etc/linked", "etc/changed")
                .folder("opaque/").file("opaque/.wh..wh..opq", "").file("opaque/new", "2").file("becomes-file", "2")
                .file(".wh.becomes-folder", "").folder("becomes-folder/").file("becomes-folder/in", "2")
                .file(".wh.gone", "").file(".wh.back", "").folder("replaced/").file("replaced/new", "2").plain();
        byte[] highest = new TestLayer().folder("back/").file("back/new", "3").file("etc/back", "3").file("opaque/.wh.new", "")
                .folder("opaque/").file("opaque/newest", "3").plain();
        Image image = shop.image(lowest, middle, highest);
        Path ours = shop.rootfs(image, "learncwitness");
        bash(folder, "umoci unpack --image root/images:" + image.reference() + " bundle");
        String list = LIST.replace(" %T@", "");
        String expected = bash(folder.resolve("bundle/rootfs"), list);
        assertTrue(expected.contains("opaque/newest") && !expected.contains("hidden"), expected);
        assertEquals(expected, bash(ours, list));
    }

    private static boolean has(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).redirectErrorStream(true).start().waitFor() == 0;
    }

    /// Runs a script; its output with every byte as one character.
    private static String bash(Path where, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-ec", script).directory(where.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
