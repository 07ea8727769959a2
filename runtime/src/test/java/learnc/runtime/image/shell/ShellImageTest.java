package learnc.runtime.image.shell;

import static learnc.runtime.Needed.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Places;
import learnc.runtime.stage.unpack.Unpack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RootTest
@Timeout(300)
class ShellImageTest {

    @TempDir
    Path folder;
    private final Kernel host = new Linux(UnaryOperator.identity()).host();

    @AfterEach
    void remove() throws IOException {
        try (var places = Files.list(folder)) {
            places.forEach(place -> Folder.removeTree(host, place.toString()));
        }
    }

    @Test
    void the_same_files_give_the_same_digest() {
        Image first = new ShellImage(host, store("a")).make();
        assertEquals(first, new ShellImage(host, store("b")).make());
        assertEquals(first, store("a").find("learnc/shell"));
    }

    @Test
    void the_hosts_own_programs_give_the_same_digest_too() {
        Image first = new ShellImage(host, store("a")).makeFromHost();
        assertEquals(first, new ShellImage(host, store("b")).makeFromHost());
    }

    @Test
    void the_hosts_files_are_read_once_however_many_programs_need_them() {
        var opened = new HashMap<String, Integer>();
        var watched = new Linux(door -> new Door() {
            @Override
            public long pass(Call call) {
                if (call.systemCall() == SystemCall.OPENAT && call.arguments().get(1).decoded().contains("/lib")) {
                    opened.merge(call.arguments().get(1).decoded(), 1, Integer::sum);
                }
                return door.pass(call);
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        }).host();
        new ShellImage(watched, new ImageStore(watched, places("a"))).makeFromHost();
        assertTrue(opened.size() > 10, opened.toString());
        // Once for its architecture, once for its content.
        opened.forEach((library, times) -> assertTrue(times <= 2, library + " was opened " + times + " times"));
    }

    @Test
    void busyboxs_commands_are_those_that_it_lists_itself() throws Exception {
        Path busybox = Path.of("/bin/busybox");
        needed(Files.exists(busybox), "the host has no busybox; apt-get install busybox-static");
        String listed = run(List.of("/bin/busybox", "--list"));
        assertEquals(new TreeSet<>(listed.lines().toList()), Programs.commands(Files.readAllBytes(busybox)));
    }

    @Test
    void busyboxs_commands_are_found_whatever_stands_before_them() {
        String names = "[\0[[\0acpid\0adjtimex\0ar\0arch\0arp\0ascii\0hostname\0sh\0zcat\0";
        Set<String> commands = Set.of("[", "[[", "acpid", "adjtimex", "ar", "arch", "arp", "ascii", "hostname", "sh", "zcat");
        for (String before : List.of("", "\0", " ", "[\0[[\0nothing\0else\0")) {
            for (String behind : List.of("", "\0", "!\0\1")) {
                assertEquals(commands, Programs.commands((before + names + behind).getBytes(StandardCharsets.US_ASCII)), before + "…" + behind);
            }
        }
        assertTrue(Programs.commands(new byte[100]).contains("sh"), "a busybox that hides its names has a shell all the same");
    }

    @Test
    void the_shell_runs_with_the_image_as_its_root() throws Exception {
        String root = unpacked(new ShellImage(host, store("a")).make());
        assertEquals("works as root\n", run(List.of("/usr/sbin/chroot", root, "/bin/sh", "-c", "echo works as $(id -un)")));
    }

    @Test
    void every_program_of_the_host_finds_its_libraries_inside() throws Exception {
        String root = unpacked(new ShellImage(host, store("a")).makeFromHost());
        assertEquals("works as root\n", run(List.of("/usr/sbin/chroot", root, "/bin/sh", "-c", "echo works as $(id -un)")));
        for (Path program : programs(Path.of(root))) {
            String inside = "/" + Path.of(root).relativize(program);
            String loader = new ElfFile(Files.readAllBytes(program)).interpreter();
            String libraries = run(List.of("/usr/sbin/chroot", root, loader, "--list", inside));
            assertTrue(!libraries.contains("not found"), inside + " misses a library:\n" + libraries);
        }
    }

    private static List<Path> programs(Path root) throws IOException {
        var programs = new ArrayList<Path>();
        try (var all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).toList()) {
                byte[] content = Files.readAllBytes(path);
                if (ElfFile.isElf(content) && new ElfFile(content).interpreter() != null) {
                    programs.add(path);
                }
            }
        }
        assertTrue(programs.size() > 40, "only " + programs.size() + " programs: the check would pass on nothing");
        return programs;
    }

    private ImageStore store(String name) {
        return new ImageStore(host, places(name));
    }

    private Places places(String name) {
        return new Places(folder + "/" + name + "/root", folder + "/" + name + "/run");
    }

    private String unpacked(Image image) {
        return new Unpack(host, null, places("a"), thing -> { }).layers(image).getFirst();
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        assertEquals(0, exitCode, String.join(" ", command) + ":\n" + output);
        return output;
    }
}
