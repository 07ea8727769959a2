package learnc.lessons.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import learnc.lessons.export.Copy;
import learnc.lessons.export.Export;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An exported script in the JDK's own jshell, started as the script itself says.
@RootTest
@Timeout(1800)
class ExportedScriptTest {

    private static final List<String> NAMESPACES = List.of("unshare", "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--fork", "--kill-child", "--mount-proc",
            "sh", "-c", "ip link set lo up; exec \"$@\"", "-");

    @TempDir
    Path folder;

    private String jshell(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("lesson.jsh"), script);
        Path said = folder.resolve("said");
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> new File(entry).exists())
                .collect(Collectors.joining(File.pathSeparator));
        var words = new ArrayList<>(NAMESPACES);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/jshell").toString(), "-R--enable-native-access=ALL-UNNAMED", "--class-path", classPath, file.toString()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().put("LEARNC_ROOT", folder.resolve("root").toString());
        builder.environment().put("LEARNC_RUN", folder.resolve("run").toString());
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(1500, TimeUnit.SECONDS), "jshell did not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(said);
    }

    private static String script(Lesson lesson) {
        return new String(Export.to(Export.Format.JSH, null).bytes(Copy.of(lesson)));
    }

    @Test
    void a_lesson_of_the_course_runs_in_it_without_a_complaint() throws IOException, InterruptedException {
        String said = jshell(script(new Lessons(Path.of("").toAbsolutePath()).named("07")) .replace("\n/exit\n", "\nSystem.out.println(\"reached the end\")\n/exit\n"));
        // A lesson shows failures too, but only those that it promises.
        String unexpected = said.lines().filter(line -> line.startsWith("|  Error")).collect(Collectors.joining("\n"));
        assertEquals("", unexpected, said);
        assertTrue(said.contains("reached the end"), said);
    }

    @Test
    void a_chain_a_shell_cell_and_an_else_survive_the_way_through_jshell() throws IOException, InterruptedException {
        Lesson lesson = Lessons.of("07", "test", Path.of("lesson.adoc"), """
                = A title

                [source#chain%live,java]
                ----
                var size = List.of("a", "b")
                  .size()
                if (size == 3) { System.out.println("three"); }
                else { System.out.println("two of " + size); }
                ----

                [source#shell%live,console]
                ----
                echo "he said \\"$((40 + 2))\\""
                ----

                [source#kit%live,java]
                ----
                var init = newInit();
                init.sethostname("box");
                System.out.println(read(init, "/proc/sys/kernel/hostname").strip() + "!");
                end(init)
                ----
                """);
        String said = jshell(script(lesson));
        assertTrue(said.contains("two of 2") && said.contains("he said \"42\"") && said.contains("box!"), said);
        assertFalse(said.contains("|  "), said);
    }
}
