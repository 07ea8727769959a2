package learnc.runtime.trace;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.Test;

class TextTraceTest {

    private static final TextStyle PLAIN = TextStyle.plain();
    private final RecordingDoor door = new RecordingDoor();
    private final List<String> complaints = new ArrayList<>();

    private String traceOf(TextStyle style, java.util.function.Consumer<Kernel> calls) {
        var out = new ByteArrayOutputStream();
        try (var trace = new Trace(Header.now("1", List.of()), complaints::add, new TextWriter(out, style))) {
            calls.accept(new Kernel(trace.apply(door)));
        }
        // Times differ from run to run, and lines move when this file is edited; everything else is as it is.
        return out.toString(StandardCharsets.UTF_8).replaceAll(" +[\\d.]+ (?:µs|ms|s)  ", " N µs  ").replaceAll("java:\\d+", "java:LINE");
    }

    @Test
    void a_call_reads_as_in_strace_but_with_names() {
        assertEquals("""
                ▸ learnc: What learnc does for itself: look after its own files, note what it makes, wait.
                  host 100 N µs  openat(dirfd=AT_FDCWD, pathname="/proc/self", flags=O_RDONLY|O_CLOEXEC, mode=000) = 3</proc/self>  TextTraceTest.java:LINE
                  host 100 N µs  openat(dirfd=3</proc/self>, pathname="ns", flags=O_RDONLY, mode=000) = 4</proc/self/ns>  TextTraceTest.java:LINE
                  host 100 N µs  close(fd=3</proc/self>) = 0  TextTraceTest.java:LINE
                """, traceOf(PLAIN, kernel -> {
            int self = kernel.openat(AT_FDCWD, "/proc/self", O_RDONLY | O_CLOEXEC, 0);
            kernel.openat(self, "ns", O_RDONLY, 0);
            kernel.close(self);
        }));
    }

    @Test
    void a_buffer_that_is_used_again_is_shown_as_it_was_when_the_call_was_made() {
        var buffer = new byte[6];
        String text = traceOf(PLAIN, kernel -> {
            for (int i = 0; i < 100; i++) {
                System.arraycopy(String.format("line%02d", i).getBytes(StandardCharsets.US_ASCII), 0, buffer, 0, buffer.length);
                kernel.write(1, buffer, 0, buffer.length);
            }
            Arrays.fill(buffer, (byte) '?');
        });
        for (int i = 0; i < 100; i++) {
            assertTrue(text.contains(String.format("buf=\"line%02d\"", i)), text);
        }
    }

    @Test
    void a_descriptor_that_is_given_away_again_at_once_keeps_its_name_in_the_close() {
        String text = traceOf(PLAIN, kernel -> {
            int first = kernel.openat(AT_FDCWD, "/first", O_RDONLY, 0);
            kernel.close(first);
            kernel.close(first);
        });
        assertTrue(text.contains("close(fd=3</first>)"), text);
        assertTrue(text.contains("close(fd=3)"), text);
    }

    @Test
    void a_descriptor_that_is_given_away_while_a_long_call_uses_it_keeps_its_name_there() {
        String text = traceOf(PLAIN, kernel -> {
            int first = kernel.pidfdOpen(7, 0);
            door.answer(SystemCall.OPENAT, call -> first).answer(SystemCall.WAITID, call -> {
                kernel.close(first);
                kernel.openat(AT_FDCWD, "/second", O_RDONLY, 0);
                return 0;
            });
            kernel.waitid(ProcessFlags.P_PIDFD, first, ProcessFlags.WEXITED);
            kernel.fsync(first);
        });
        assertTrue(text.contains("id=3<pid:7>"), text);
        assertTrue(text.contains("fsync(fd=3</second>)"), text);
    }

    @Test
    void whoever_is_interrupted_gets_an_outlook_all_the_same() {
        try (var trace = new Trace(Header.now("1", List.of()), complaints::add, new TextWriter(OutputStream.nullOutputStream(), PLAIN))) {
            Thread.currentThread().interrupt();
            assertEquals("getpid", trace.outlook(new Actor("host", 1, 1), Call.of(SystemCall.GETPID)).systemCall());
            assertTrue(Thread.interrupted(), "the interrupt was lost");
        }
    }

    @Test
    void a_call_without_words_is_complained_about_and_the_others_are_told() {
        String text = traceOf(PLAIN, kernel -> {
            kernel.door().pass(Call.of(SystemCall.SETGROUPS, Argument.bytes("list", new byte[1], content -> {
                if (Thread.currentThread().getName().equals("learnc-trace")) {
                    throw new IllegalStateException("no words");
                }
                return "";
            })));
            kernel.getpid();
        });
        assertTrue(text.contains("getpid()"), text);
        assertEquals(List.of("one call is missing in the trace, the run goes on: java.lang.IllegalStateException: no words"), complaints);
    }

    @Test
    void no_line_ends_in_blanks_where_no_java_is_behind_a_call() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new TextWriter(out, PLAIN);
        writer.write(new Event(1, 0, 0, "payload", null, "payload", 7, 1, 7, "sh", "getpid", 39, List.of(), 1, "1", null, new Event.Source("", "", 0, "")));
        writer.flush();
        assertTrue(out.toString().endsWith("getpid() = 1\n"), out.toString());
    }

    @Test
    void a_refusal_says_why_and_what_to_try() {
        door.refuse(SystemCall.PIVOT_ROOT, Errno.EINVAL);
        String text = traceOf(PLAIN, kernel -> assertThrows(KernelRefusal.class, () -> kernel.pivotRoot(".", ".")));
        assertTrue(text.contains("pivot_root(new_root=\".\", put_old=\".\") = -1 EINVAL (Invalid argument)  TextTraceTest"), text);
        assertTrue(text.contains("likely because: the new root is no mount point"), text);
        assertTrue(text.contains("try: bind the new root onto itself"), text);
        assertTrue(text.contains("see: learnc lesson show 09"), text);
    }

    @Test
    void explained_in_full_each_call_names_its_manual_page() {
        String text = traceOf(new TextStyle(TextStyle.Explain.FULL, false, false, true, false, false, null),
                kernel -> kernel.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_PRIVATE, null));
        assertTrue(text.contains("mountflags=MS_REC|MS_PRIVATE"), text);
        assertTrue(text.contains("| man 2 mount"), text);
        assertTrue(text.chars().allMatch(c -> c < 0x7F), text);
    }

    @Test
    void a_full_disk_is_complained_about_once_and_the_run_goes_on() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (var trace = new Trace(Header.now("1", List.of()), complaints::add, new TextWriter(full, PLAIN), new JsonWriter(full))) {
            var kernel = new Kernel(trace.apply(door));
            for (int i = 0; i < 5000; i++) {
                kernel.getpid();
            }
        }
        assertEquals(5000, door.transcript().size());
        assertEquals(2, complaints.size(), complaints.toString());
        assertTrue(complaints.getFirst().contains("No space left on device"), complaints.toString());
    }
}
