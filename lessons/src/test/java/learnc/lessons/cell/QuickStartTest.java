package learnc.lessons.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How one Java machine of learnc's starts another.
class QuickStartTest {

    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;
    private Path cache;
    private Path jar;

    @BeforeEach
    void makeACacheOfAJar() throws IOException {
        jar = Files.createFile(Files.createDirectory(folder.resolve("lib")).resolve("one.jar"));
        cache = Files.createFile(folder.resolve("learnc.aot"));
        Files.setLastModifiedTime(jar, FileTime.from(MADE.minusSeconds(1)));
        Files.setLastModifiedTime(cache, FileTime.from(MADE));
    }

    private List<String> words(String classPath) {
        return QuickStart.words(Stream.of("-XX:AOTCache=" + cache, "-Djdk.reflect.useNativeAccessorOnly=true"), classPath);
    }

    @Test
    void a_cache_is_used_that_was_made_of_these_jars() {
        assertEquals(List.of("-XX:AOTCache=" + cache, "-Djdk.reflect.useNativeAccessorOnly=true", "-cp", jar.toString()), words(jar.toString()));
    }

    @Test
    void a_cache_is_left_out_when_a_jar_is_newer() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(MADE.plusSeconds(1)));
        assertEquals(List.of("-Djdk.reflect.useNativeAccessorOnly=true", "-cp", jar.toString()), words(jar.toString()));
        assertEquals(List.of("-Djdk.reflect.useNativeAccessorOnly=true", "-cp", folder + "/lib/*"), words(folder + "/lib/*"));
    }

    @Test
    void a_cache_is_left_out_when_it_is_gone() throws IOException {
        Files.delete(cache);
        assertEquals(List.of("-Djdk.reflect.useNativeAccessorOnly=true", "-cp", jar.toString()), words(jar.toString()));
    }

    @Test
    void the_class_path_does_not_depend_on_where_the_other_one_stands() {
        assertEquals(List.of("-cp", Path.of("").toAbsolutePath() + "/lib/*:" + Path.of("").toAbsolutePath() + "/a.jar"), QuickStart.words(Stream.of(), "lib/*:a.jar"));
        assertTrue(QuickStart.words().contains("-cp"));
    }
}
