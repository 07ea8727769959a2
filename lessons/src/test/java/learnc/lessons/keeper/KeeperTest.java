package learnc.lessons.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The part of a notebook that is root, with servers that do not behave.
@RootTest
class KeeperTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-keeper-" + ProcessHandle.current().pid());
    private static final Person NOBODY = new Person("nobody", Person.NOBODY, Person.NOBODY, Path.of("/nonexistent"));

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(SANDBOXES);
    }

    private static int serve(String script) throws IOException, InterruptedException {
        try (var keeper = new Keeper(SANDBOXES, List.of(), NOBODY, said -> { })) {
            return keeper.run(List.of("sh", "-c", script), false);
        }
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> folders = Files.exists(SANDBOXES) ? Files.list(SANDBOXES) : Stream.empty()) {
            return folders.toList();
        }
    }

    @Test
    void of_sandboxes_that_are_being_made_when_the_server_ends_nothing_is_left() throws Exception {
        assertEquals(0, serve("for i in 1 2 3 4 5 6 7 8; do echo \"open $i \"; done"));
        assertEquals(List.of(), left());
    }

    @Test
    void of_sandboxes_that_are_being_closed_when_the_server_ends_nothing_is_left() throws Exception {
        assertEquals(0, serve("for i in 1 2 3 4; do echo \"open $i \"; read answer; done; for i in 1 2 3 4; do echo \"close $i \"; done"));
        assertEquals(List.of(), left());
    }

    @Test
    void a_server_gets_no_more_machines_than_one_reader_needs() throws Exception {
        assertEquals(3, serve("for i in $(seq 1 16); do echo \"open $i \"; read answer; done; echo 'open 17 '; read word rest; [ \"$word\" = refused ] && exit 3"));
        assertEquals(List.of(), left());
    }
}
