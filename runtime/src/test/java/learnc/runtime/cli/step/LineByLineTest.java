package learnc.runtime.cli.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.Gate;
import learnc.runtime.trace.step.Recording;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The step mode on a dumb terminal, with a door to nowhere behind it.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LineByLineTest {

    private final RecordingDoor door = new RecordingDoor();
    private final Recording recording = new Recording();
    private final Walk walk = new Walk(recording);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private boolean isGivenUp;

    private interface Work {
        void with(Kernel host);
    }

    /// Lets somebody type this while these calls wait one after the other.
    private String said(String typed, Work work) {
        var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var front = new LineByLine(walk, new Sources("src/test/java"), new Visits(() -> null, false), in, new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        try (var trace = new Trace(Header.now("test", List.of("run")), complaint -> { }, recording)) {
            var gate = new Gate(trace, List.of(), new Answer.Next(), front, () -> isGivenUp = true);
            work.with(new Kernel(gate.before(door, trace.apply(door))));
            gate.open();
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_empty_line_makes_the_call_and_shows_the_next_with_what_has_just_happened() {
        String said = said("\n\n", host -> {
            host.umask(022);
            host.sethostname("box");
        });
        assertTrue(said.contains("Step 1\nabout to call  umask"), said);
        assertTrue(said.contains("Step 2\njust now  1  umask(mask=022) = 0\n"), said);
        assertTrue(said.contains("about to call  sethostname"), said);
        assertTrue(said.contains("  name  \"box\"\n"), said);
        assertEquals(List.of("umask(mask=022)", "sethostname(name=\"box\", len=3)"), door.transcript());
    }

    @Test
    void the_line_of_java_is_shown_and_marked() {
        String said = said("\n", host -> {
            host.getpid(); // this one
        });
        assertTrue(said.lines().anyMatch(line -> line.startsWith("▶") && line.endsWith("host.getpid(); // this one")), said);
    }

    @Test
    void each_flag_is_told_with_its_meaning() {
        String said = said("\n", host -> host.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_PRIVATE, null));
        assertTrue(said.contains("mountflags      MS_REC|MS_PRIVATE  0x44000"), said);
        assertTrue(said.contains("MS_REC: also everything that is mounted below"), said);
    }

    @Test
    void going_back_only_looks_and_says_so() {
        String said = said("next\nback\nlive\nnext\n", host -> {
            host.umask(0);
            host.getpid();
        });
        assertTrue(said.contains("Step 1  [viewing 1 · live process paused at 2 · End returns to live]\ncalled  umask"), said);
        assertEquals(2, door.transcript().size());
    }

    @Test
    void forward_from_a_view_moves_in_the_recording_until_the_process_is_reached() {
        String said = said("n\nn\ng 1\nn\nn\nn\n", host -> {
            host.umask(0);
            host.getpid();
            host.geteuid();
        });
        assertTrue(said.contains("[viewing 1 · live process paused at 3"), said);
        assertTrue(said.contains("[viewing 2 · live process paused at 3"), said);
        assertEquals(3, door.transcript().size());
    }

    @Test
    void from_a_view_no_command_acts_on_the_process() {
        said("n\nback\nc\nback\ns\nn\nc\n", host -> {
            host.umask(0);
            host.getpid();
            host.geteuid();
        });
        assertEquals(3, recording.size());
        // Both "c" and "s" only led back to the process: it waited for "n" at the second call, and for the last "c" at the third.
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("Step 3\n"), shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_filter_says_what_it_hides() {
        String said = said("n\nn\n/ umask\nback\n/\nlive\nn\n", host -> {
            host.umask(0);
            host.getpid();
            host.geteuid();
        });
        assertTrue(said.contains("1 of 2 shown · filter: umask"), said);
        assertTrue(said.contains("[viewing 1 · live process paused at 3"), said);
        assertTrue(said.contains("all calls are shown"), said);
    }

    @Test
    void what_makes_no_sense_is_answered_with_what_would() {
        String said = said("jump\ng x\n/ %moun\nn\n", Kernel::getpid);
        assertTrue(said.contains("no command 'jump'; ? lists them"), said);
        assertTrue(said.contains("goto which step? as: g 12"), said);
        assertTrue(said.contains("there is no class of system calls '%moun'"), said);
    }

    @Test
    void the_end_of_the_input_gives_the_run_up() {
        String said = said("n\n", host -> {
            host.umask(0);
            host.getpid();
            host.geteuid();
        });
        assertTrue(isGivenUp);
        assertEquals(2, said.lines().filter(line -> line.startsWith("about to call  ")).count(), said);
    }

    @Test
    void not_a_byte_is_read_that_belongs_to_the_program() {
        var in = new ByteArrayInputStream("n\nfor the program".getBytes(StandardCharsets.UTF_8));
        var front = new LineByLine(walk, new Sources(null), new Visits(() -> null, false), in, new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        try (var trace = new Trace(Header.now("test", List.of("run")), complaint -> { }, recording)) {
            var gate = new Gate(trace, List.of(), new Answer.Next(), front, () -> { });
            new Kernel(gate.before(door, trace.apply(door))).getpid();
            gate.open();
        }
        assertEquals("for the program", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_change_is_told_with_what_was_before() {
        assertEquals("~ processes 12  uid  0 → 1000", ChangeText.of(new Change.Became("processes", "12", "uid", "0", "1000"), null).toString());
        assertEquals("~ cgroups /g  devices.list  c *:* m → c *:* m; b *:* m",
                ChangeText.of(new Change.Became("cgroups", "/g", "devices.list", "c *:* m\n", "c *:* m\nb *:* m\n"), null).toString());
        assertEquals("+ links 4/2  name=lo", ChangeText.of(new Change.Appeared("links", "4/2", Map.of("name", "lo")), null).toString());
    }

    @Test
    void text_from_outside_cannot_steer_the_terminal() {
        String said = said("n\n", host -> host.sethostname("\u001b[2J\u202e"));
        assertFalse(said.contains("\u001b"), said);
        assertEquals("\\x1b[2J\\u202e", Ink.safe("\u001b[2J\u202e"));
    }

    @Test
    void every_line_of_every_page_fits_a_narrow_screen_when_cut_and_says_so() {
        said("n\n", host -> host.mount("a very long source that does not fit", "/target", "overlay", 0, "lowerdir=/a:/b"));
        for (AttributedString line : HelpPage.lines(38)) {
            assertTrue(line.columnLength() <= 38, line.toString());
        }
        AttributedString cut = Ink.cut(new AttributedString("0123456789"), 5);
        assertEquals("0123…", cut.toString());
        assertEquals("0123.", Ink.ascii(cut).toString());
    }
}
