package learnc.runtime.stage.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerLoginsTest {

    @TempDir
    Path folder;

    private Credentials login(String registry) {
        try (Linux linux = new Linux(UnaryOperator.identity())) {
            return DockerLogins.of(linux.host(), folder.resolve("config.json").toString(), registry);
        }
    }

    @Test
    void each_registry_has_its_own_login() throws IOException {
        Files.writeString(folder.resolve("config.json"), """
                {"auths": {"https://index.docker.io/v1/": {"auth": "aHViOmh1YnM="}, "localhost:5000": {"auth": "bWU6c2U6Y3JldA=="},
                  "https://quay.io": {"auth": "cXVheTpx"}, "helped.example.org": {}, "odd.example.org": {"auth": "%%%"}}, "credsStore": "desktop"}
                """);
        assertEquals(new Credentials("hub", "hubs"), login("docker.io"));
        assertEquals(new Credentials("me", "se:cret"), login("localhost:5000"));
        assertEquals(new Credentials("quay", "q"), login("quay.io"));
        assertNull(login("helped.example.org"), "a helper has it, and helpers are not asked");
        assertNull(login("odd.example.org"));
        assertNull(login("ghcr.io"));
    }

    @Test
    void without_a_file_there_is_no_login_and_a_broken_one_is_told() throws IOException {
        assertNull(login("docker.io"));
        Files.writeString(folder.resolve("config.json"), "{");
        assertThrows(Failure.class, () -> login("docker.io"));
    }

    @Test
    void a_secret_is_never_shown() {
        assertEquals("me:…", new Credentials("me", "secret").toString());
        assertEquals("Basic bWU6c2VjcmV0", new Credentials("me", "secret").basic());
        assertThrows(Failure.class, () -> Credentials.of("me"));
        assertThrows(Failure.class, () -> Credentials.of(":secret"));
    }
}
