package learnc.runtime.kernel;

import static learnc.runtime.Needed.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KernelTest {

    private final RecordingDoor door = new RecordingDoor();
    private final Kernel kernel = new Kernel(door);

    @Test
    void a_call_reads_with_the_names_of_its_manual_page_and_with_the_names_of_its_flags() {
        kernel.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_PRIVATE, null);
        kernel.openat(OpenFlags.AT_FDCWD, "/tmp/a\n\"b\"", OpenFlags.O_WRONLY | OpenFlags.O_CREAT | OpenFlags.O_CLOEXEC, 0644);
        kernel.execve("/bin/sh", List.of("sh", "-c", "echo $A"), List.of("A=b"));
        assertEquals("""
                mount(source=NULL, target="/", filesystemtype=NULL, mountflags=MS_REC|MS_PRIVATE, data=NULL)
                openat(dirfd=AT_FDCWD, pathname="/tmp/a\\n\\"b\\"", flags=O_WRONLY|O_CREAT|O_CLOEXEC, mode=0644)
                execve(pathname="/bin/sh", argv=["sh", "-c", "echo $A"], envp=["A=b"])""", door.text());
    }

    @Test
    void the_words_for_the_puppet_behind_clone3_are_not_shown_because_linux_does_not_see_them() {
        kernel.clone3(ProcessFlags.CLONE_NEWPID, new Seat(4096, 5, 6, 7));
        assertTrue(door.text().endsWith("size=88)"), door.text());
    }

    @Test
    void a_refusal_says_what_was_asked_what_the_kernel_answered_why_and_what_to_try() {
        door.refuse(SystemCall.PIVOT_ROOT, Errno.EINVAL);
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> kernel.pivotRoot(".", "."));
        assertEquals("""
                asked Linux (host): pivot_root(new_root=".", put_old=".")
                  it answered: EINVAL (Invalid argument)
                  likely because: the new root is no mount point, or its parent mount is shared, or the present root is the initial RAM disk
                  try: bind the new root onto itself, and make every mount private, before this call
                  see: learnc lesson show 09""", refusal.getMessage());
    }

    @Test
    void a_reader_that_wants_less_than_a_buffer_sees_only_what_was_read() {
        door.answer(SystemCall.READ, call -> {
            ((Argument.Room) call.arguments().get(1)).bytes()[0] = 'x';
            return 1;
        });
        assertEquals(1, kernel.read(3, new byte[10]));
    }

    @Test
    void every_method_that_makes_a_call_names_its_manual_page() {
        var missing = new TreeSet<String>();
        for (Method method : Kernel.class.getMethods()) {
            boolean isCall = method.getDeclaringClass().getSimpleName().endsWith("Calls") && method.getDeclaringClass() != Calls.class;
            if (isCall && !method.isAnnotationPresent(Manual.class)) {
                missing.add(method.getName());
            }
        }
        assertEquals(new TreeSet<String>(), missing);
        assertTrue(Arrays.stream(Kernel.class.getMethods()).filter(method -> method.isAnnotationPresent(Manual.class)).count() > 70);
    }

    @Test
    void the_numbers_of_the_calls_are_those_of_the_kernels_headers() throws IOException {
        compare(Architecture.X86_64, Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"));
        compare(Architecture.ARM64, Path.of("/usr/include/asm-generic/unistd.h"));
    }

    private static void compare(Architecture architecture, Path header) throws IOException {
        needed(Files.exists(header), header + " is missing; apt-get install linux-libc-dev");
        Map<String, Integer> numbers = numbers(header);
        for (SystemCall call : SystemCall.values()) {
            assertEquals(numbers.getOrDefault(call.manualName(), -1), call.number(architecture), call + " on " + architecture);
        }
    }

    private static Map<String, Integer> numbers(Path header) throws IOException {
        var numbers = new HashMap<String, Integer>();
        Pattern definition = Pattern.compile("#define __NR(?:3264)?_(\\w+)\\s+(\\d+).*");
        for (String line : Files.readAllLines(header)) {
            Matcher matcher = definition.matcher(line);
            if (matcher.matches()) {
                numbers.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
        return numbers;
    }
}
