package learnc.runtime.stage.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    private static ImageConfig image(List<String> entrypoint, List<String> cmd, String... env) {
        return new ImageConfig(List.of(env), entrypoint, cmd, "/work", "daemon", "", List.of(), List.of(), Map.of(), new Platform("linux", "amd64", ""));
    }

    private static ContainerRequest request(String entrypoint, List<String> arguments, boolean hasTerminal, String... environment) {
        return new ContainerRequest(ID, null, "i", arguments, entrypoint, List.of(environment), null, null, List.of(), null, false, List.of(), null,
                new Terminal(false, hasTerminal), new Rights(List.of(), List.of(), false), Limits.NONE,
                new NetworkRequest(NetworkRequest.Mode.NONE, List.of(), List.of()));
    }

    private static List<String> command(String entrypoint, String... arguments) {
        return Program.command(image(List.of("/entry", "-e"), List.of("c md")), request(entrypoint, List.of(arguments), false));
    }

    @Test
    void entrypoint_and_cmd_are_joined_and_never_split() {
        assertEquals(List.of("/entry", "-e", "c md"), command(null));
    }

    @Test
    void arguments_replace_the_cmd_and_keep_the_entrypoint() {
        assertEquals(List.of("/entry", "-e", "a b", ""), command(null, "a b", ""));
    }

    @Test
    void another_entrypoint_drops_the_images_cmd() {
        assertEquals(List.of("/other"), command("/other"));
        assertEquals(List.of("/other", "x"), command("/other", "x"));
    }

    @Test
    void an_empty_entrypoint_leaves_only_the_arguments() {
        assertEquals(List.of("x"), command("", "x"));
        assertThrows(Failure.class, () -> command(""));
    }

    @Test
    void the_images_user_and_directory_count_where_the_user_says_nothing() {
        Program program = Program.of(image(List.of(), List.of("sh")), request(null, List.of(), false));
        assertEquals("daemon", program.user());
        assertEquals("/work", program.workingDirectory());
    }

    @Test
    void the_environment_is_path_hostname_then_the_images_then_the_users() {
        Environment environment = Environment.of(image(List.of(), List.of(), "PATH=/x", "A=1=2", "B=2"), request(null, List.of(), false, "B=3", "C="));
        environment.homeIfMissing("/root");
        assertEquals(List.of("PATH=/x", "A=1=2", "B=3", "HOSTNAME=0123456789ab", "C=", "HOME=/root"), environment.entries());
    }

    @Test
    void without_a_path_of_the_image_there_is_dockers() {
        assertEquals("PATH=" + Environment.DEFAULT_PATH, Environment.of(image(List.of(), List.of()), request(null, List.of(), false)).entries().getFirst());
    }

    @Test
    void a_terminal_brings_term_and_a_home_of_the_user_stays() {
        Environment environment = Environment.of(image(List.of(), List.of()), request(null, List.of(), true, "HOME=/mine", "PATH=/p"));
        environment.homeIfMissing("/root");
        assertEquals(List.of("PATH=/p", "TERM=xterm", "HOSTNAME=0123456789ab", "HOME=/mine"), environment.entries());
    }

    @Test
    void a_name_alone_takes_a_variable_of_the_image_away() {
        assertEquals(List.of("PATH=/x", "HOSTNAME=0123456789ab"),
                Environment.of(image(List.of(), List.of(), "PATH=/x", "A=1"), request(null, List.of(), false, "A")).entries());
    }
}
