package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learnc.runtime.spec.Stage;
import org.junit.jupiter.api.Test;

/// Whoever is refused is sent to a lesson that is about the call, and that is there.
class FittingLessonTest {

    @Test
    void the_call_decides_and_what_its_arguments_say_decides_more_exactly() {
        assertEquals("09", FittingLesson.number("pivot_root", ""));
        assertEquals("09", FittingLesson.number("mount", "\"proc\" \"/proc\""));
        assertEquals("06", FittingLesson.number("mount", "\"overlay\" \"/merged\""));
        assertEquals("08", FittingLesson.number("clone3", "CLONE_NEWPID|CLONE_NEWNS"));
        assertEquals("12", FittingLesson.number("clone3", "CLONE_NEWUSER|CLONE_NEWPID"));
        assertEquals("14", FittingLesson.number("mkdirat", "/sys/fs/cgroup/learnc-c1"));
        assertEquals("16", FittingLesson.number("openat", "/sys/fs/cgroup/learnc-c1/pids.max"));
        assertEquals("16", FittingLesson.number("mkdirat", "/sys/fs/cgroup/pids/learnc-c1"));
        assertEquals("12", FittingLesson.number("write", "5</proc/4711/uid_map>"));
    }

    @Test
    void an_everyday_call_has_none() {
        assertNull(FittingLesson.number("openat", "\"/etc/hostname\""));
        assertNull(FittingLesson.number("no_such_call", ""));
    }

    @Test
    void every_lesson_that_a_user_is_sent_to_is_there() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Method method : Kernel.class.getMethods()) {
            for (Lesson lesson : method.getAnnotationsByType(Lesson.class)) {
                missing.add(lesson.value());
            }
        }
        assertFalse(missing.isEmpty());
        missing.add(FittingLesson.number("sendto", ""));
        for (Stage stage : Stage.values()) {
            missing.add(stage.lesson());
        }
        missing.removeAll(numbers());
        assertEquals(Set.of(), missing);
    }

    private static Set<String> numbers() throws IOException {
        try (Stream<Path> lessons = Files.list(Path.of("../lessons"))) {
            return lessons.filter(folder -> Files.exists(folder.resolve("lesson.adoc"))).map(folder -> folder.getFileName().toString().substring(0, 2))
                    .collect(Collectors.toSet());
        }
    }
}
