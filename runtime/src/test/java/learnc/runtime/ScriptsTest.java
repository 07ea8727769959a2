package learnc.runtime;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The project's own scripts and the Vagrantfile say what their interpreters understand.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ScriptsTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void every_script_is_understood_by_its_shell() throws Exception {
        for (Path script : scripts()) {
            String shell = Files.readAllLines(script).getFirst().endsWith("bash") ? "bash" : "sh";
            assertEquals("0\n", ran(PROJECT, shell, "-n", script.toString()), script.toString());
        }
    }

    @Test
    void shellcheck_has_nothing_against_the_scripts_of_the_machine() throws Exception {
        neededProgram("shellcheck", "shellcheck");
        var command = new ArrayList<>(List.of("shellcheck"));
        scripts().stream().filter(script -> script.startsWith(PROJECT.resolve("vagrant"))).map(Path::toString).forEach(command::add);
        assertTrue(command.size() > 12, command.toString());
        assertEquals("0\n", ran(PROJECT, command.toArray(String[]::new)));
    }

    @Test
    void vagrant_has_nothing_against_the_vagrantfile() throws Exception {
        neededProgram("vagrant", "vagrant");
        String said = ran(PROJECT.resolve("vagrant"), "vagrant", "validate", "-p");
        assertTrue(said.startsWith("0\n") && said.contains("Vagrantfile validated successfully"), said);
    }

    /// Of a provider whose plugin is missing Vagrant checks nothing.
    @Test
    void vagrant_knows_every_setting_for_libvirt() throws Exception {
        neededProgram("vagrant", "vagrant");
        String plugins = ran(folder, "sh", "-c", "ls -d /usr/share/rubygems-integration/all/gems/vagrant-libvirt-*");
        needed(plugins.startsWith("0\n"), "the plugin vagrant-libvirt is missing; apt-get install vagrant-libvirt");
        String said = ran(PROJECT.resolve("vagrant"), "vagrant", "validate");
        assertTrue(said.startsWith("0\n") && said.contains("Vagrantfile validated successfully"), said);
    }

    @Test
    void vagrant_would_have_told_of_a_slip() throws Exception {
        neededProgram("vagrant", "vagrant");
        Files.writeString(folder.resolve("Vagrantfile"), Files.readString(PROJECT.resolve("vagrant/Vagrantfile")).replace("config.vm.boot_timeout", "config.vm.boot_timeuot")
                .replace("../lessons", PROJECT.resolve("lessons").toString()));
        String said = ran(folder, "vagrant", "validate", "-p");
        assertNotEquals("0", said.lines().findFirst().orElseThrow());
        assertTrue(said.contains("boot_timeuot"), said);
    }

    @Test
    void the_vagrantfile_knows_only_lessons_that_there_are() throws IOException {
        List<String> numbers = Pattern.compile("\"stage-0[3-8]\" => \"([0-9 ]+)\"").matcher(Files.readString(PROJECT.resolve("vagrant/Vagrantfile"))).results()
                .map((MatchResult stage) -> stage.group(1)).flatMap(words -> Stream.of(words.split(" "))).toList();
        assertTrue(numbers.size() > 15, numbers.toString());
        try (Stream<Path> lessons = Files.list(PROJECT.resolve("lessons"))) {
            List<String> there = lessons.map(lesson -> lesson.getFileName().toString()).filter(name -> name.matches("\\d\\d-.*")).map(name -> name.substring(0, 2)).toList();
            assertEquals(List.of(), numbers.stream().filter(number -> !there.contains(number)).toList());
        }
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Stream.of("learnc", ".ci", "vagrant").map(PROJECT::resolve).flatMap(ScriptsTest::below)) {
            return files.filter(file -> !file.toString().contains("/target/") && !file.toString().contains("/.vagrant/")).filter(Files::isExecutable).filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Stream<Path> below(Path place) {
        try {
            return Files.walk(place);
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /// The exit status, and then what the command says.
    private String ran(Path directory, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(Map.of("VAGRANT_HOME", folder.resolve("home").toString(), "VAGRANT_DOTFILE_PATH", folder.resolve("dot").toString(),
                "VAGRANT_CHECKPOINT_DISABLE", "1"));
        int status = builder.start().waitFor();
        return status + "\n" + Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
    }
}
