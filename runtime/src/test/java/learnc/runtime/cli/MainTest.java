package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void every_listed_command_exists_under_its_own_name_and_knows_help_and_debug() {
        for (String name : Commands.NAMES) {
            CommandLine command = CommandLines.of(Commands.named(name));
            assertEquals(name, command.getCommandName());
            assertNotNull(command.getCommandSpec().findOption("--help"), name + " --help");
            assertNotNull(command.getCommandSpec().findOption("--debug"), name + " --debug");
        }
    }

    @Test
    void help_lists_every_command() {
        assertEquals(0, execute(Learnc.withAllCommands(), "--help"));
        for (String name : Commands.NAMES) {
            assertTrue(out.toString().contains("\n  " + name + " "), out.toString());
        }
    }

    @Test
    void an_unknown_command_is_a_usage_error_on_stderr() {
        assertEquals(2, execute(Learnc.withAllCommands(), "rum", "--rm", "alpine"));
        assertTrue(err.toString().startsWith("learnc: there is no command 'rum'. Did you mean 'run'? There are run, exec, ps, "), err.toString());
        assertTrue(err.toString().endsWith("\nTry 'learnc --help'.\n"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void a_slip_in_an_option_or_in_a_command_below_a_command_is_answered_with_what_was_meant() {
        assertEquals(2, execute(CommandLines.of(new Run()), "--memroy=64m", "alpine"));
        assertEquals("learnc: there is no option '--memroy'. Did you mean '--memory'?\nTry 'run --help'.\n", err.toString());
        err.getBuffer().setLength(0);
        assertEquals(2, execute(Commands.line("trace"), "shwo"));
        assertTrue(err.toString().startsWith("learnc: there is no command 'trace shwo'. Did you mean 'show'? There are show, summary, "), err.toString());
    }

    @Test
    void who_knows_docker_hears_what_to_do_instead() {
        assertEquals(2, execute(Learnc.withAllCommands(), "logs", "web"));
        assertEquals("learnc: there is no command 'logs'. What a container prints stands where it was started; nothing keeps it.\nTry 'learnc --help'.\n", err.toString());
        err.getBuffer().setLength(0);
        assertEquals(2, execute(CommandLines.of(new Run()), "-d", "--rm", "--name", "web", "alpine"));
        assertTrue(err.toString().startsWith("learnc: --detach: learnc stays with its container"), err.toString());
        err.getBuffer().setLength(0);
        assertEquals(2, execute(CommandLines.of(new Run()), "-x", "alpine"));
        assertEquals("learnc: there is no option '-x'.\nTry 'run --help'.\n", err.toString());
    }

    @Test
    void who_is_not_root_hears_that_first() {
        var refusal = new KernelRefusal(Call.of(SystemCall.CHDIR, new Argument.Text("path", "/run/learnc")), Errno.EACCES, "host");
        assertEquals("""
                learnc ps needs root
                  because: Linux has refused chdir(path="/run/learnc") to this user: EACCES (Permission denied)
                  try: sudo ./learnc ps …; without root, --root and --run can name folders of your own""",
                RootOnly.explained(refusal, "learnc ps").getMessage());
    }

    @Test
    void the_mistakes_that_learnc_can_make_are_listed_without_an_image_and_nothing_else_is() {
        assertEquals(0, execute(CommandLines.of(new Run()), "--experiment", "list"));
        assertTrue(out.toString().startsWith("hostname\n    a new UTS namespace is a copy: "), out.toString());
        assertEquals(2, execute(CommandLines.of(new Run())));
        assertTrue(err.toString().startsWith("learnc: which IMAGE? "), err.toString());
    }

    @Test
    void who_wants_explanations_wants_to_see_the_calls() {
        assertTrue(isTraced("--explain"));
        assertTrue(isTraced("--explain=brief"));
        assertTrue(isTraced("--trace-quiet"));
        assertFalse(isTraced("--explain=off"));
        assertFalse(isTraced("--color=always"));
    }

    private static boolean isTraced(String option) {
        var run = new Run();
        CommandLines.of(run).parseArgs(option, "learnc/shell", "true");
        return run.trace.isOn();
    }

    @Test
    void help_is_as_wide_as_the_screen() {
        for (String name : Commands.NAMES) {
            assertEquals(0, execute(Commands.line(name), "--help"));
        }
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= HelpWidth.columns()), out.toString());
    }

    @Test
    void a_failure_is_told_without_a_stack_trace_and_sets_the_exit_code() {
        assertEquals(127, execute(CommandLines.of(new Fails())));
        assertEquals("learnc: no such program: nope\n", err.toString());
    }

    @Test
    void a_broken_build_is_told_without_a_stack_trace_too(@TempDir Path folder) throws Exception {
        Path trace = Files.writeString(folder.resolve("t.jsonl"), "{}\n");
        String withoutJson = Arrays.stream(System.getProperty("java.class.path").split(":")).filter(jar -> !jar.contains("jackson-core"))
                .collect(Collectors.joining(":"));
        Process learnc = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "--enable-native-access=ALL-UNNAMED", "-cp", withoutJson,
                Main.class.getName(), "trace", "show", trace.toString()).redirectErrorStream(true).start();
        String said = new String(learnc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(125, learnc.waitFor(), said);
        assertTrue(said.startsWith("learnc: Java itself gave up: java.lang.NoClassDefFoundError"), said);
        assertFalse(said.contains("\tat "), said);
    }

    @Test
    void what_an_image_is_called_in_a_message_cannot_steer_the_terminal() {
        var fails = new Fails();
        fails.message = "there is no\n  user \u001b[2J\u009bA";
        execute(CommandLines.of(fails));
        assertEquals("learnc: there is no\n  user ?[2J?A\n", err.toString());
    }

    @Test
    void debug_shows_where() {
        assertEquals(127, execute(CommandLines.of(new Fails()), "--debug"));
        assertTrue(err.toString().contains("at learnc.runtime.cli.MainTest$Fails.run"), err.toString());
    }

    private int execute(CommandLine command, String... words) {
        return command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(words);
    }

    @Command(name = "fails")
    static final class Fails implements Runnable {

        @Mixin
        Common common;

        private String message = "no such program: nope";

        @Override
        public void run() {
            throw new Failure(Failure.NOT_FOUND, message, null);
        }
    }
}
