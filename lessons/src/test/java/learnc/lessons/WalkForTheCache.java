package learnc.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import jdk.jshell.execution.LocalExecutionControl;
import learnc.lessons.cell.Rehearsal;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import org.junit.jupiter.api.Test;

/// What `vagrant/vm-test` runs on this machine while Java records which classes were needed: on the emulated processor, tests,
/// cells and learnc itself then start in half the time. It works without root, and changes nothing. No test by its name, because
/// it proves nothing.
final class WalkForTheCache {

    @Test
    void what_the_tests_will_walk() throws Exception {
        for (String jar : System.getProperty("java.class.path").split(":")) {
            if (Path.of(jar).getFileName().toString().startsWith("learnc")) {
                loadAll(jar);
            }
        }
        new LocalExecutionControl();
        rehearse(new Lessons(Path.of("").toAbsolutePath()).all().getFirst());
        commands();
    }

    private static void loadAll(String file) throws IOException {
        try (var jar = new JarFile(file)) {
            jar.stream().map(JarEntry::getName).filter(name -> name.matches("learnc/.*\\.class") && !name.endsWith("-info.class")).forEach(WalkForTheCache::load);
        }
    }

    private static void load(String file) {
        try {
            Class.forName(file.replace(".class", "").replace('/', '.'), false, WalkForTheCache.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError needsMore) {
            // Whoever renders or compares needs libraries that are not here, and is not started in there.
        }
    }

    private static void rehearse(Lesson lesson) {
        try (var rehearsal = new Rehearsal(StartUp.statements())) {
            var before = new ArrayList<String>();
            for (String source : lesson.cells().stream().filter(Cell::runs).map(StartUp::java).toList()) {
                assertEquals(List.of(), rehearsal.troubles(List.copyOf(before), source));
                before.add(source);
            }
        }
    }

    private static void commands() throws ReflectiveOperationException {
        Method training = Class.forName("learnc.runtime.cli.Training").getMethod("main", String[].class);
        training.setAccessible(true);
        training.invoke(null, (Object) new String[0]);
    }
}
