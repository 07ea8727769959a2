package learnc.runtime.leftovers;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import learnc.runtime.BusyboxImage;
import learnc.runtime.RootTest;
import learnc.runtime.leftovers.Playground.Ended;
import learnc.runtime.leftovers.Playground.Started;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The step mode, as somebody in front of a terminal uses it; and nothing of the run stays, however he leaves.
@RootTest
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StepModeTest {

    private static final int QUIT = 130;
    private static final Pattern STEP = Pattern.compile("Step (\\d+)");

    @TempDir
    static Path folder;

    private static Playground playground;
    private static Census before;
    private Tmux terminal;

    @BeforeAll
    static void unpackTheImageOnce() throws IOException, InterruptedException {
        neededProgram("tmux", "tmux");
        playground = new Playground(folder);
        assertEquals(new Ended(0, "", ""), playground.learnc("run", BusyboxImage.NAME, "true").end());
        before = playground.census(null);
        assertEquals(List.of(), before.findings().get("mounts"));
    }

    @AfterAll
    static void removePlayground() {
        if (playground != null) {
            playground.close();
        }
    }

    @AfterEach
    void closeTerminal() {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void one_walks_forward_and_back_and_to_a_number_and_quits() throws IOException, InterruptedException {
        step("run", "--step", BusyboxImage.NAME, "true");
        assertEquals(1, number(terminal.sees("about to call  geteuid", "Step 1")));
        terminal.keys("n").sees("Step 2");
        terminal.keys("Right").sees("Step 3");
        terminal.keys("Enter").sees("just now  3", "Step 4");

        terminal.keys("p").sees("viewing 3 · live process paused at 4 · End returns to live", "Step 3", "called  ");
        terminal.keys("Left").sees("viewing 2 · live process paused at 4");
        terminal.keys("n").sees("viewing 3");
        terminal.keys("End").sees(screen -> screen.contains("Step 4") && !screen.contains("viewing"), "the process again");

        terminal.keys("g").text("20").keys("Enter").sees("Step 20", "stopped at: step 20");
        terminal.keys("g").text("5").keys("Enter").sees("viewing 5 · live process paused at 20");
        // From a view nothing acts on the process.
        terminal.keys("c").sees(screen -> screen.contains("Step 20") && !screen.contains("viewing"), "the process, where it was");

        terminal.keys("q").sees("stopped by you before the program ran; everything is taken back");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void a_filter_narrows_while_it_is_typed_and_says_what_it_hides() throws IOException, InterruptedException {
        step("run", "--break", "sethostname", BusyboxImage.NAME, "true");
        String all = terminal.sees("about to call  sethostname", "stopped at: breakpoint sethostname");
        int here = number(all);
        terminal.keys("/").text("%moun").sees("there is no class of system calls '%moun'");
        terminal.text("t").sees(screen -> screen.contains("/%mount") && screen.contains("shown") && screen.contains("mount(") && !screen.contains("openat("),
                "mounts, and no call besides");
        terminal.keys("Enter").sees("of " + (here - 1) + " shown · filter: %mount");
        terminal.keys("p").sees("viewing ", "called  mount");
        terminal.keys("End", "/").sees("/%mount");
        terminal.keys("Escape").sees("filter: %mount");
        terminal.keys("/", "C-d").sees("about to call  sethostname");
        terminal.keys("q");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void a_shell_sees_the_container_half_built() throws IOException, InterruptedException {
        step("run", "--hostname", "half-built", "--break", "sethostname", BusyboxImage.NAME, "true");
        terminal.sees("about to call  sethostname");
        terminal.keys("!").sees("(step ");
        terminal.text("hostname; echo names: $(ls /bin/busybox) $(readlink /proc/self/ns/uts)").keys("Enter");
        String inside = terminal.sees("names: /bin/busybox uts:[");
        assertFalse(inside.contains("\nhalf-built"), inside);
        String ours = playground.inItsNetwork("readlink", "/proc/self/ns/uts").strip();
        assertFalse(inside.contains(ours), "the shell is on the host:\n" + inside);
        // The shell has a terminal of its own: Ctrl-C there is not ours. (Before a command runs, the shell takes Ctrl-C for a key.)
        terminal.text("echo fell a''sleep; sleep 1000").keys("Enter").sees("fell asleep");
        terminal.keys("C-c").text("exit").keys("Enter").sees("about to call  sethostname");

        terminal.keys("n").sees("just now ", "sethostname(");
        terminal.keys("!").sees("(step ");
        terminal.text("echo name: $(hostname)").keys("Enter").sees("name: half-built");
        terminal.text("exit").keys("Enter").sees("just now ");
        terminal.keys("q");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void before_there_is_a_container_the_shell_is_the_hosts_and_says_so() throws IOException, InterruptedException {
        step("run", "--step", BusyboxImage.NAME, "true");
        terminal.sees("about to call  geteuid");
        terminal.keys("!").sees("(step 1)");
        terminal.text("exit").keys("Enter").sees("that was a shell of the host");
        terminal.keys("q");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void the_program_gets_the_terminal_and_afterwards_one_can_watch_how_all_is_taken_back() throws IOException, InterruptedException {
        step("run", "--break", "execve", "-it", BusyboxImage.NAME, "sh");
        terminal.sees("about to call  execve", "● exec");
        terminal.keys("n").sees("/ #");
        terminal.text("echo $((40 + 2))").keys("Enter").sees("\n42\n");
        terminal.text("echo fell a''sleep; sleep 1000").keys("Enter").sees("fell asleep");
        terminal.keys("C-c").text("exit 7").keys("Enter").sees("just now ");
        terminal.keys("c");
        assertNothingLeftAfter(7);
    }

    @Test
    void at_its_end_one_can_still_look_back() throws IOException, InterruptedException {
        step("run", "--break", "execve", BusyboxImage.NAME, "sh", "-c", "echo from the program");
        terminal.sees("about to call  execve");
        // The program runs and ends meanwhile.
        terminal.keys("n").sees(screen -> screen.contains("just now ") && !screen.contains("about to call  execve"), "what comes after it");
        terminal.keys("g").text("1000000").keys("Enter");
        terminal.sees("End, after ", "steps");
        terminal.keys("Home").sees("viewing 1 · the run is over", "Step 1 of ");
        terminal.keys("q").sees("from the program");
        assertNothingLeftAfter(0);
    }

    @Test
    void another_size_of_the_terminal_is_another_drawing() throws IOException, InterruptedException {
        step("run", "--break", "sethostname", BusyboxImage.NAME, "true");
        terminal.sees("about to call  sethostname", "● namespaces ›");
        terminal.resize(40, 14);
        terminal.sees(screen -> screen.contains("● namespaces (3 of 6)") && screen.contains("q quit") && screen.contains("sethostname") && screen.lines().count() == 14,
                "a small drawing");
        terminal.resize(120, 40);
        terminal.sees(screen -> screen.contains("● namespaces ›") && screen.contains("g goto") && screen.contains("q quit")
                && screen.lines().anyMatch(line -> line.matches("╌{120}")), "a wide drawing");
        terminal.keys("q");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void ctrl_c_takes_everything_back() throws IOException, InterruptedException {
        step("run", "--break", "stage:network", "--memory", "64m", BusyboxImage.NAME, "true");
        terminal.sees("stopped at: breakpoint stage:network", "● network");
        terminal.keys("C-c").sees("everything is taken back");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void a_signal_from_elsewhere_does_too() throws IOException, InterruptedException {
        step("run", "--break", "stage:network", BusyboxImage.NAME, "true");
        terminal.sees("● network");
        assertEquals(0, new ProcessBuilder("kill", "-TERM", Long.toString(terminal.process())).start().waitFor());
        terminal.sees("stopped by SIGTERM");
        assertNothingLeftAfter(128 + 15);
    }

    @Test
    void a_closed_terminal_takes_everything_back() throws IOException, InterruptedException {
        step("run", "--break", "stage:network", "--memory", "64m", BusyboxImage.NAME, "true");
        terminal.sees("● network");
        terminal.hangUp();
        // learnc hears of it twice: by the signal, and because there is nothing more to read, as after q.
        assertTrue(Set.of(128 + 1, QUIT).contains(terminal.exitCode()));
        assertNothingLeft();
    }

    @Test
    void giving_up_can_be_watched_step_by_step() throws IOException, InterruptedException {
        step("run", "--break", "stage:network", BusyboxImage.NAME, "true");
        int here = number(terminal.sees("● network"));
        terminal.keys("u").sees(screen -> screen.contains("Step ") && !screen.contains("stopped at"), "a step of the taking back");
        terminal.keys("n").sees(screen -> STEP.matcher(screen).find() && number(screen) > here, "the next");
        terminal.keys("c").sees("everything is taken back");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void without_colour_and_with_ascii_only_it_is_as_usable() throws IOException, InterruptedException {
        step("run", "--step", "--ascii", "--color", "never", BusyboxImage.NAME, "true");
        terminal.sees(screen -> screen.contains("about to call  geteuid") && screen.contains("q quit") && isAscii(screen), "ASCII only");
        terminal.keys("?").sees("give up");
        terminal.keys("Escape").sees(screen -> screen.contains("about to call") && isAscii(screen), "ASCII only, again");
        terminal.keys("q");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void on_a_dumb_terminal_it_goes_line_by_line() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("env", "TERM=dumb"));
        command.addAll(playground.command("run", "--step", BusyboxImage.NAME, "true"));
        terminal = new Tmux(folder, 100, 40, command);
        playground.noteSession(terminal.session());
        terminal.sees("step 1>");
        terminal.keys("Enter").sees("step 2>");
        terminal.text("back").keys("Enter").sees("[viewing 1 · live process paused at 2 · End returns to live]");
        terminal.text("live").keys("Enter").text("goto 12").keys("Enter").sees("step 12>");
        terminal.text("quit").keys("Enter").sees("everything is taken back");
        assertNothingLeftAfter(QUIT);
    }

    @Test
    void in_a_pipe_it_obeys_words_and_leaves_the_rest_to_the_program() throws IOException, InterruptedException {
        Started run = playground.learnc("run", "--break", "execve", "-i", BusyboxImage.NAME, "cat");
        try (OutputStream in = run.process().getOutputStream()) {
            in.write("why\nn\nfor the program\n".getBytes(StandardCharsets.UTF_8));
        }
        Ended ended = run.end();
        assertEquals("for the program\n", ended.out(), ended.err());
        assertEquals(0, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("(breakpoint execve)"), ended.err());
        assertEquals("", playground.census(before).difference(before));
    }

    @Test
    void the_end_of_the_input_gives_the_run_up() throws IOException, InterruptedException {
        Started run = playground.learnc("run", "--until", "30", BusyboxImage.NAME, "echo", "never");
        run.process().getOutputStream().close();
        Ended ended = run.end();
        assertEquals(QUIT, ended.exitCode(), ended.err());
        assertEquals("", ended.out());
        assertTrue(ended.err().contains("Step 30  (step 30)"), ended.err());
        assertEquals("", playground.census(before).difference(before));
    }

    @Test
    void a_recording_of_long_ago_is_walked_through_the_same_way() throws IOException {
        Path trace = folder.resolve("long-ago");
        assertEquals(0, playground.learnc("run", "--trace=" + trace, BusyboxImage.NAME, "true").end().exitCode());
        playground.noteContainerIn(trace);
        step("trace", "replay", trace.toString());
        terminal.sees("viewing 1 · the run is over · End returns to its end", "Step 1 of ", "called  geteuid");
        terminal.keys("/").text("sethostname").keys("Enter", "n").sees("called  sethostname", "~ namespaces", "hostname");
        terminal.keys("w").sees("the state after the call", "by hand  hostname");
        terminal.keys("q", "q");
        assertEquals(0, terminal.exitCode());
    }

    private void step(String... words) throws IOException {
        terminal = new Tmux(folder, 80, 24, playground.command(words));
        playground.noteSession(terminal.session());
    }

    private static boolean isAscii(String screen) {
        return screen.chars().allMatch(c -> c < 0x7F);
    }

    private static int number(String screen) {
        var step = STEP.matcher(screen);
        assertTrue(step.find(), screen);
        return Integer.parseInt(step.group(1));
    }

    private void assertNothingLeftAfter(int exitCode) throws IOException, InterruptedException {
        assertEquals(exitCode, terminal.exitCode(), () -> terminal.screen());
        assertNothingLeft();
    }

    private static void assertNothingLeft() throws IOException, InterruptedException {
        assertEquals("", playground.census(before).difference(before));
    }
}
