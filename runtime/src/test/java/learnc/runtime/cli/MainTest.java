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
        assertEquals("learnc: there is no command 'rum'.\nTry 'learnc --help'.\n", err.toString());
        assertEquals("", out.toString());
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
