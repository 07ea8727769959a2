package learnc.lessons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The visit to a notebook during which Java records what the course needs.
@Timeout(300)
class CourseTrainingTest {

    @TempDir
    Path folder;

    @Test
    void it_needs_the_server_the_compiler_and_the_machine_for_cells_and_leaves_nothing() throws Exception {
        Path log = folder.resolve("classes.log");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process training = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary, "-Dlearnc.home=" + Path.of("..").toAbsolutePath().normalize(), "-Xlog:class+load=info:file=" + log,
                "-cp", System.getProperty("java.class.path"), CourseTraining.class.getName()).redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
        training.getOutputStream().close();
        assertEquals(0, training.waitFor(), () -> said());
        String classes = Files.readString(log);
        for (String needed : List.of("org.eclipse.jetty.server.Server ", "com.sun.tools.javac.main.JavaCompiler ", "jdk.jshell.execution.LocalExecutionControl ",
                "learnc.lessons.kit.Table ", "learnc.lessons.notebook.EventStream ", "learnc.lessons.keeper.Keeper ", "learnc.lessons.cell.Rehearsal ")) {
            assertTrue(classes.contains(needed), needed + "was not needed\n" + said());
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException gone) {
            return gone.getMessage();
        }
    }
}
