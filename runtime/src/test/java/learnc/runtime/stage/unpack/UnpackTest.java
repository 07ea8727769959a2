package learnc.runtime.stage.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.UserMapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RootTest
@Timeout(300)
class UnpackTest {

    @TempDir
    Path folder;
    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(folder);
    }

    @AfterEach
    void undo() throws IOException {
        if (Files.exists(folder.resolve("root"))) {
            assertEquals(List.of(), shop.leftovers());
        }
        shop.close();
    }

    @Test
    void a_higher_layer_hides_what_a_lower_one_has_and_removes_what_it_whites_out() throws IOException {
        byte[] lower = new TestLayer().folder("etc/").file("etc/motd", "old").file("etc/gone", "x").folder("etc/d/").file("etc/d/below", "x").plain();
        byte[] upper = new TestLayer().file("etc/motd", "new").file("etc/.wh.gone", "").folder("etc/d/").file("etc/d/.wh..wh..opq", "").file("etc/d/own", "y").plain();
        Path root = shop.rootfs(shop.image(lower, upper), "learnctest1");
        assertEquals("new", Files.readString(root.resolve("etc/motd")));
        assertFalse(Files.exists(root.resolve("etc/gone")));
        assertEquals(List.of("own"), names(root.resolve("etc/d")));
        assertEquals(List.of("d", "motd"), names(root.resolve("etc")));
    }

    @Test
    void a_layer_with_an_opaque_root_hides_everything_below() throws IOException {
        byte[] lowest = new TestLayer().file("old", "x").plain();
        byte[] middle = new TestLayer().file(".wh..wh..opq", "").file("new", "x").plain();
        byte[] highest = new TestLayer().file("newest", "x").plain();
        Image image = shop.image(lowest, middle, highest);
        assertEquals(List.of("new", "newest"), names(shop.rootfs(image, "learnctest8")));
        assertEquals(List.of("new", "newest"), names(shop.rootfs(image, "learnctest9")));
        assertEquals(List.of("new"), names(shop.rootfs(shop.image(middle), "learnctest10")));
    }

    @Test
    void two_hundred_layers_fit() throws IOException {
        byte[][] layers = new byte[200][];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new TestLayer().file("f" + i, "f" + i).file("last", "" + i).plain();
        }
        Path root = shop.rootfs(shop.image(layers), "learnctest2");
        assertEquals(201, names(root).size());
        assertEquals("199", Files.readString(root.resolve("last")));
    }

    @Test
    void two_hundred_layers_fit_on_a_kernel_that_takes_all_options_in_one_line() throws IOException {
        byte[][] layers = new byte[200][];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new TestLayer().file("f" + i, "f" + i).plain();
        }
        var image = shop.image(layers);
        var old = new Linux(OldKernel::new);
        Path root = Path.of(new Unpack(old.host(), old, shop.places, shop::willMake).rootfs(image, shop.request("learnctest7", null)).path());
        assertEquals(200, names(root).size());
        assertTrue(Files.readString(Path.of("/proc/self/mountinfo")).contains("lowerdir=/proc/self/fd/"));
        old.close();
    }

    /// A door to this kernel as it was before 6.8.
    private record OldKernel(Door door) implements Door {
        @Override
        public long pass(Call call) {
            long refused = call.systemCall() == SystemCall.FSCONFIG ? OverlayTest.knowsNoLowerdirPlus(call) : 0;
            return refused < 0 ? refused : door.pass(call);
        }

        @Override
        public Actor actor() {
            return door.actor();
        }
    }

    @Test
    void a_state_directory_that_cannot_be_an_upper_directory_is_named_with_the_kernels_own_words() throws Exception {
        Path overlay = Files.createDirectory(folder.resolve("root"));
        for (String name : List.of("l", "u", "w")) {
            Files.createDirectory(folder.resolve(name));
        }
        shop.host.mount("learnctest", overlay.toString(), "overlay", 0,
                "lowerdir=" + folder + "/l,upperdir=" + folder + "/u,workdir=" + folder + "/w");
        try {
            Image image = shop.image(new TestLayer().file("a", "a").plain());
            Failure failure = assertThrows(Failure.class, () -> shop.rootfs(image, "learnctest11"));
            assertTrue(failure.getMessage().contains("the kernel says: e overlay: "), failure.getMessage());
            assertTrue(failure.getMessage().contains("try: a state directory on ext4"), failure.getMessage());
        } finally {
            shop.host.umount2(overlay.toString(), MountFlags.MNT_DETACH);
        }
    }

    @Test
    void the_disk_is_not_filled_up() throws Exception {
        Path small = Files.createDirectory(folder.resolve("root"));
        shop.host.mount("learnctest", small.toString(), "tmpfs", 0, "size=80m");
        try {
            Image image = shop.image(new TestLayer().entry("big", (byte) '0', new byte[30 << 20], entry -> { }).plain());
            Failure failure = assertThrows(Failure.class, () -> shop.unpack.layers(image));
            assertTrue(failure.getMessage().contains("does not fit on the disk"), failure.getMessage());
            assertEquals(List.of(), shop.leftovers());
        } finally {
            shop.host.umount2(small.toString(), MountFlags.MNT_DETACH);
        }
    }

    @Test
    void two_that_unpack_the_same_layer_at_once_do_not_disturb_each_other() throws Exception {
        var archive = new TestLayer();
        for (int i = 0; i < 300; i++) {
            archive.file("d" + i % 7 + "/f" + i, "content " + i);
        }
        Image image = shop.image(archive.plain());
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<List<String>> unpack = () -> new Unpack(shop.host, shop.linux, shop.places, shop::willMake).layers(image);
            List<Future<List<String>>> done = both.invokeAll(List.of(unpack, unpack));
            assertEquals(done.get(0).get(), done.get(1).get());
        }
        assertEquals(List.of(), shop.leftovers());
        assertEquals(7, names(Path.of(shop.layers.path(image.layers().getFirst().diffId()))).size());
    }

    @Test
    void a_second_run_unpacks_nothing() {
        Image image = shop.image(new TestLayer().file("a", "a").plain());
        shop.unpack.layers(image);
        shop.made.clear();
        shop.unpack.layers(image);
        assertEquals(List.of(), shop.made);
    }

    @Test
    void an_unpacking_that_was_killed_is_known_to_the_ledger() {
        Image image = shop.image(new TestLayer().file("a", "a").plain());
        shop.unpack.layers(image);
        assertTrue(shop.made.getFirst() instanceof Made.Directory(String path) && path.startsWith(shop.places.root() + "/layers/unpacking-"),
                shop.made.toString());
    }

    @Test
    void what_a_container_writes_never_reaches_a_layer() throws IOException {
        Image image = shop.image(new TestLayer().folder("d/").file("d/a", "from the image").file("gone", "x").plain());
        Path root = shop.rootfs(image, "learnctest3");
        Path layer = Path.of(shop.layers.path(image.layers().getFirst().diffId()));
        List<String> before = state(layer);
        Files.writeString(root.resolve("d/a"), "changed");
        Files.setPosixFilePermissions(root.resolve("d"), Set.of());
        Files.delete(root.resolve("gone"));
        Files.writeString(root.resolve("d/b"), "made");
        assertEquals(before, state(layer));
        Path again = shop.rootfs(image, "learnctest4");
        assertEquals("from the image", Files.readString(again.resolve("d/a")));
    }

    @Test
    void mapped_users_see_the_files_of_the_image_as_their_own() throws IOException {
        Image image = shop.image(new TestLayer().folder("d/").entry("d/seven", (byte) '0', new byte[0], entry -> entry.setIds(7, 8)).plain());
        Path root = Path.of(shop.unpack.rootfs(image, shop.request("learnctest5", new UserMapping(100_000, 65_536))).path());
        assertEquals(Map.of("uid", 100_007, "gid", 100_008), Files.readAttributes(root.resolve("d/seven"), "unix:uid,gid"));
        assertEquals(100_000, Files.getAttribute(root, "unix:uid"));
        assertEquals(Map.of("uid", 7, "gid", 8), Files.readAttributes(Path.of(shop.unpack.layers(image).getFirst(), "d/seven"), "unix:uid,gid"));
        assertTrue(Files.readString(Path.of("/proc/self/mountinfo")).lines().noneMatch(line -> line.split(" ")[4].startsWith(folder + "/root/containers/learnctest5/lower")),
                "the mapped mounts are only needed for a moment");
    }

    @Test
    void an_image_without_layers_is_an_empty_directory() throws IOException {
        assertEquals(List.of(), names(shop.rootfs(shop.image(), "learnctest6")));
    }

    static List<String> names(Path folder) throws IOException {
        try (var names = Files.list(folder)) {
            return names.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /// Everything about every file, with its content and the time of its last change of any kind.
    private static List<String> state(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            List<String> state = new ArrayList<>();
            for (Path path : all.sorted().toList()) {
                String content = Files.isRegularFile(path) ? Files.readString(path) : "";
                state.add(path + " " + Files.readAttributes(path, "unix:mode,uid,gid,nlink,ino,size,lastModifiedTime,ctime") + content);
            }
            return state;
        }
    }
}
