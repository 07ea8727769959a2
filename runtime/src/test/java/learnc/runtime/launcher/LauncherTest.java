package learnc.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.launcher.Checkout.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the launcher uses Linux' tools")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

    private static final String NOTHING_SAID = "";

    @TempDir
    Path folder;

    Checkout checkout;

    @BeforeEach
    void copy() throws IOException {
        checkout = new Checkout(folder);
        checkout.environment.put("LEARNC_AOT", "off");
    }

    @Nested
    class Finding_a_jdk {

        @Test
        void what_the_user_names_comes_before_all_else() throws Exception {
            checkout.jdk("usr/lib/jvm/jdk-25", "25.0.3");
            checkout.environment.put("JAVA_HOME", checkout.jdk("a", "26").toString());
            checkout.environment.put("LEARNC_JAVA_HOME", checkout.jdk("b", "25").toString());
            assertJava("b");
        }

        @Test
        void java_home_comes_before_path() throws Exception {
            checkout.environment.put("JAVA_HOME", checkout.jdk("a", "25.0.3").toString());
            checkout.putFirstInPath(checkout.jdk("b", "25").resolve("bin"));
            assertJava("a");
        }

        @Test
        void an_older_java_home_is_passed_over() throws Exception {
            checkout.environment.put("JAVA_HOME", checkout.jdk("a", "17.0.15").toString());
            checkout.putFirstInPath(checkout.jdk("b", "25").resolve("bin"));
            assertJava("b");
        }

        @Test
        void the_java_of_path_may_be_a_link_to_a_link() throws Exception {
            Path jdk = checkout.jdk("b", "25.0.3");
            Path alternative = Files.createSymbolicLink(checkout.machine.resolve("alternative"), jdk.resolve("bin/java"));
            Files.createSymbolicLink(checkout.machine.resolve("bin/java"), alternative);
            assertJava("b");
        }

        @ParameterizedTest
        @ValueSource(strings = {"usr/lib/jvm/x", "opt/x", "usr/local/x", "usr/java/x", "home/.sdkman/candidates/java/x", "home/.jdks/x"})
        void the_usual_folders_are_searched_where_the_java_of_path_is_older(String where) throws Exception {
            checkout.putFirstInPath(checkout.jdk("old", "21.0.2").resolve("bin"));
            checkout.jdk("usr/lib/jvm/a-17", "17.0.15");
            checkout.jdk(where, "25.0.3");
            assertJava(where);
        }

        @ParameterizedTest
        @ValueSource(strings = {"25", "25.0.3", "25-ea", "26", "100.1"})
        void these_versions_will_do(String version) throws Exception {
            checkout.jdk("opt/x", version);
            assertJava("opt/x");
        }

        @ParameterizedTest
        @ValueSource(strings = {"24.0.9", "1.8.0_402", "9", "", "unknown"})
        void these_versions_will_not_do(String version) throws Exception {
            checkout.jdk("opt/x", version);
            assertNoJdk(checkout.learnc("version"));
        }

        @Test
        void a_runtime_without_a_compiler_will_not_do() throws Exception {
            Files.delete(checkout.jdk("opt/x", "25").resolve("bin/javac"));
            assertNoJdk(checkout.learnc("version"));
        }

        @Test
        void one_line_says_what_is_missing_and_how_to_get_it() throws Exception {
            assertNoJdk(checkout.learnc("version"));
        }

        @Test
        void a_wrong_learnc_java_home_is_told_rather_than_passed_over() throws Exception {
            checkout.jdk("usr/lib/jvm/jdk-25", "25.0.3");
            checkout.environment.put("LEARNC_JAVA_HOME", "/no/such/folder");
            Ended ended = checkout.learnc("version");
            assertEquals(125, ended.exitCode());
            assertTrue(ended.err().startsWith("learnc: LEARNC_JAVA_HOME=/no/such/folder is not the folder of a JDK 25"), ended.err());
        }

        private void assertJava(String where) throws Exception {
            Ended ended = checkout.learnc("version");
            assertTrue(ended.out().startsWith("java of " + checkout.machine.resolve(where) + "\n"), ended.toString());
        }

        private void assertNoJdk(Ended ended) {
            assertEquals(125, ended.exitCode());
            assertEquals(NOTHING_SAID, ended.out());
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertTrue(ended.err().contains("no JDK 25 or newer found") && ended.err().contains("apt-get install openjdk-25-jdk"), ended.err());
        }
    }

    @Nested
    class Starting {

        @BeforeEach
        void jdk() throws IOException {
            checkout.jdk("opt/jdk", "25.0.3");
        }

        @Test
        void arguments_arrive_as_they_are_and_the_exit_code_comes_back() throws Exception {
            Ended ended = checkout.learnc("run", "", "two words", "*", "$HOME", "a\nb", "--", "-x");
            assertTrue(ended.out().endsWith("\n<learnc.runtime.cli.Main>\n<run>\n<>\n<two words>\n<*>\n<$HOME>\n<a\nb>\n<-->\n<-x>\n"), ended.out());
            assertEquals(7, ended.exitCode());
        }

        @Test
        void input_arrives() throws Exception {
            Process process = checkout.start(checkout.home, "./learnc", "run");
            process.getOutputStream().write("typed by the user\n".getBytes());
            assertTrue(Checkout.end(process).out().endsWith("\ntyped by the user\n"));
        }

        @Test
        void a_link_to_a_relative_link_from_another_folder_finds_the_project() throws Exception {
            Path bin = Files.createDirectories(checkout.machine.resolve("home/bin"));
            Files.createSymbolicLink(bin.resolve("one"), Path.of("../../../a project/learnc"));
            Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));
            assertStartsTheProject(checkout.learnc(Path.of("/"), bin.resolve("two").toString(), "version"));
            checkout.putFirstInPath(bin);
            assertStartsTheProject(checkout.learnc(bin, "sh", "-c", "cd / && two version"));
            assertStartsTheProject(checkout.learnc(bin, "sh", "two", "version"));
        }

        @Test
        void the_folder_in_which_the_user_is_stays_his() throws Exception {
            Checkout.script(checkout.machine.resolve("opt/jdk/bin/java"), "pwd\n");
            assertEquals("/\n", checkout.learnc(Path.of("/"), checkout.home + "/learnc").out());
        }

        @Test
        void a_folder_that_has_been_removed_is_told_in_one_line() throws Exception {
            Path gone = Files.createDirectories(folder.resolve("gone"));
            Ended ended = checkout.learnc(gone, "/bin/sh", "-c", "/bin/rmdir \"$PWD\" && exec \"$0\" version", checkout.home + "/learnc");
            assertEquals(125, ended.exitCode());
            assertEquals("", ended.out());
            assertTrue(ended.err().endsWith("learnc: the folder you are in has been removed: go to another one (cd /), and try again.\n"), ended.err());
        }

        @Test
        void cdpath_leads_nowhere_else() throws Exception {
            Files.createDirectories(checkout.machine.resolve("elsewhere/a project"));
            checkout.environment.put("CDPATH", checkout.machine.resolve("elsewhere").toString());
            assertStartsTheProject(checkout.learnc(folder, "sh", "a project/learnc", "version"));
        }

        @Test
        void short_commands_do_without_the_optimising_compiler_and_long_ones_have_it() throws Exception {
            assertTrue(checkout.learnc("run").out().contains("<-XX:TieredStopAtLevel=1>"));
            assertFalse(checkout.learnc("daemon").out().contains("<-XX:TieredStopAtLevel=1>"));
        }

        @Test
        void options_for_java_are_the_users() throws Exception {
            checkout.environment.put("LEARNC_JAVA_OPTS", "-Xmx1g -Da=b");
            assertTrue(checkout.learnc("run").out().contains("\n<-Xmx1g>\n<-Da=b>\n"));
        }

        private void assertStartsTheProject(Ended ended) {
            assertTrue(ended.out().contains("\n<-Dlearnc.home=" + checkout.home + ">\n"), ended.toString());
        }
    }

    @Nested
    class Building {

        @BeforeEach
        void jdk() throws IOException {
            checkout.jdk("opt/jdk", "25.0.3");
        }

        @Test
        void it_builds_once_and_says_so() throws Exception {
            assertEquals("Building learnc once (about a minute)...\n", checkout.learnc("version").err());
            assertEquals(NOTHING_SAID, checkout.learnc("version").err());
            assertEquals(1, checkout.builds());
        }

        @ParameterizedTest
        @ValueSource(strings = {"pom.xml", "runtime/pom.xml", "runtime/src/main/java/Main.java", "runtime/src/main/java",
            "trace-viewer/pom.xml", "trace-viewer/src/main/java/Page.java", "trace-viewer/src/main/java", "lessons/pom.xml", "lessons/src/main/java/Cell.java",
            "labs/pom.xml", "labs/src/main/java/Check.java"})
        void it_builds_again_when_this_is_newer(String changed) throws Exception {
            checkout.learnc("version");
            checkout.touchAfterTheBuild(changed);
            checkout.learnc("version");
            assertEquals(2, checkout.builds());
        }

        /// Tests that fail leave Maven with a new jar of one module and an old one of the next.
        @ParameterizedTest
        @ValueSource(strings = {"trace-viewer/src/main/java/Page.java", "lessons/src/main/java/Cell.java", "labs/src/main/java/Check.java"})
        void it_builds_again_when_this_is_newer_than_its_own_jar_and_the_runtimes_jar_is_newer_still(String changed) throws Exception {
            checkout.learnc("version");
            checkout.touchAfterTheBuild(changed);
            Files.setLastModifiedTime(checkout.target("learnc.jar"), FileTime.from(Instant.now().plusSeconds(60)));
            checkout.learnc("version");
            assertEquals(2, checkout.builds());
        }

        @Test
        void it_builds_again_when_the_jar_of_a_module_is_missing() throws Exception {
            checkout.learnc("version");
            Files.delete(checkout.viewer("learnc-trace-viewer.jar"));
            checkout.learnc("version");
            assertEquals(2, checkout.builds());
        }

        @Test
        void an_edit_during_the_build_makes_it_build_again() throws Exception {
            Path hold = Checkout.write(checkout.home.resolve("hold"), "");
            Process first = checkout.start(checkout.home, "./learnc", "version");
            Checkout.await("the build", () -> checkout.builds() == 1);
            Checkout.write(checkout.home.resolve("runtime/src/main/java/Main.java"), "class Main { int edited; }");
            Files.delete(hold);
            Checkout.end(first);
            checkout.learnc("version");
            assertEquals(2, checkout.builds());
        }

        @Test
        void a_library_of_an_older_version_does_not_stay() throws Exception {
            checkout.learnc("version");
            Checkout.write(checkout.target("lib/older.jar"), "old");
            Checkout.write(checkout.viewer("lib/older.jar"), "old");
            checkout.touchAfterTheBuild("pom.xml");
            checkout.learnc("version");
            assertFalse(Files.exists(checkout.target("lib/older.jar")));
            assertFalse(Files.exists(checkout.viewer("lib/older.jar")));
        }

        @Test
        void a_learnc_that_runs_keeps_its_jar_while_another_builds() throws Exception {
            checkout.learnc("version");
            try (var running = Files.newInputStream(checkout.target("learnc.jar"))) {
                Checkout.script(checkout.home.resolve("mvnw"), "mkdir -p runtime/target/lib; echo other | tee runtime/target/learnc.jar trace-viewer/target/learnc-trace-viewer.jar  lessons/target/learnc-lessons.jar >labs/target/learnc-labs.jar\n");
                checkout.touchAfterTheBuild("pom.xml");
                checkout.learnc("version");
                assertEquals("jar\n", new String(running.readAllBytes()));
            }
        }

        @Test
        void a_failed_build_shows_why_and_what_to_try_and_starts_nothing() throws Exception {
            Path broken = Checkout.write(checkout.home.resolve("broken"), "");
            Ended ended = checkout.learnc("version");
            assertEquals(125, ended.exitCode());
            assertEquals(NOTHING_SAID, ended.out());
            assertTrue(ended.err().contains("[ERROR] Main.java: ';' expected\nlearnc: the build failed."), ended.err());
            assertTrue(ended.err().contains("./mvnw package"), ended.err());
            Files.delete(broken);
            assertEquals(7, checkout.learnc("version").exitCode());
        }

        @Test
        void launchers_at_the_same_time_build_once_and_all_start() throws Exception {
            Path hold = Checkout.write(checkout.home.resolve("hold"), "");
            List<Process> launchers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                launchers.add(checkout.start(checkout.home, "./learnc", "version"));
            }
            Checkout.await("three waiting for the lock", () -> launchers.stream().filter(LauncherTest::waitsForTheLock).count() == 3);
            Files.delete(hold);
            for (Process launcher : launchers) {
                assertEquals(7, Checkout.end(launcher).exitCode());
            }
            assertEquals(1, checkout.builds());
        }
    }

    @Nested
    class The_start_up_cache {

        Path jdk;

        @BeforeEach
        void jdk() throws IOException {
            jdk = checkout.jdk("opt/jdk", "25.0.3");
            checkout.environment.remove("LEARNC_AOT");
        }

        @Test
        void is_made_in_the_background_and_used_from_then_on() throws Exception {
            assertFalse(usesTheCache());
            awaitCache();
            assertTrue(usesTheCache());
            assertEquals(1, checkout.trainings(jdk).size());
        }

        @Test
        void is_not_waited_for() throws Exception {
            Path hold = Checkout.write(jdk.resolve("hold"), "");
            assertEquals(7, checkout.learnc("version").exitCode());
            assertFalse(Files.exists(checkout.target("learnc.aot.version")));
            Files.delete(hold);
            awaitCache();
        }

        @Test
        void is_made_by_one_launcher_only() throws Exception {
            Path hold = Checkout.write(jdk.resolve("hold"), "");
            for (int i = 0; i < 4; i++) {
                checkout.learnc("version");
            }
            Files.delete(hold);
            awaitCache();
            assertEquals(1, checkout.trainings(jdk).size());
        }

        @Test
        void is_made_anew_for_a_changed_library() throws Exception {
            checkout.learnc("version");
            awaitCache();
            Checkout.write(checkout.target("lib/a.jar"), "another library");
            assertFalse(usesTheCache());
            Checkout.await("the second training", () -> checkout.trainings(jdk).size() == 2);
            awaitCache();
            assertTrue(usesTheCache());
        }

        @ParameterizedTest
        @ValueSource(strings = {"learnc-trace-viewer.jar", "lib/b.jar"})
        void is_not_used_with_another_viewer(String changed) throws Exception {
            checkout.learnc("version");
            awaitCache();
            Checkout.write(checkout.viewer(changed), "another one");
            assertFalse(usesTheCache());
        }

        @Test
        void is_not_used_with_another_jdk() throws Exception {
            checkout.learnc("version");
            awaitCache();
            checkout.environment.put("LEARNC_JAVA_HOME", checkout.jdk("opt/newer", "25.0.4").toString());
            assertFalse(usesTheCache());
        }

        @Test
        void is_given_up_after_a_training_that_failed() throws Exception {
            Checkout.write(jdk.resolve("broken"), "");
            checkout.learnc("version");
            Checkout.await("its end", () -> Files.exists(checkout.target("learnc.aot.version")));
            assertEquals(7, checkout.learnc("version").exitCode());
            assertEquals(1, checkout.trainings(jdk).size());
        }

        @Test
        void is_made_after_all_when_the_first_training_was_killed() throws Exception {
            Path hold = Checkout.write(jdk.resolve("hold"), "");
            checkout.learnc("version");
            Checkout.await("the training", () -> checkout.trainings(jdk).size() == 1);
            String[] training = checkout.trainings(jdk).getFirst().split(" ");
            kill(training[1]);
            kill(training[0]);
            Files.delete(hold);
            assertFalse(usesTheCache());
            awaitCache();
            assertTrue(usesTheCache());
        }

        @Test
        void of_the_course_is_another_one() throws Exception {
            checkout.learnc("version");
            awaitCache();
            assertFalse(checkout.learnc("notebook").out().contains("-XX:AOTCache"));
            Checkout.await("the course's cache", () -> Files.exists(checkout.target("learnc-course.aot.version")));
            String course = "<-XX:AOTCache=" + checkout.target("learnc-course.aot") + ">";
            assertTrue(checkout.learnc("notebook").out().contains(course));
            assertTrue(checkout.learnc("lesson", "ls").out().contains(course));
            assertTrue(usesTheCache());
            assertEquals(2, checkout.trainings(jdk).size());
        }

        @Test
        void can_be_switched_off() throws Exception {
            checkout.environment.put("LEARNC_AOT", "off");
            assertFalse(usesTheCache());
            assertEquals(0, checkout.trainings(jdk).size());
        }

        @Test
        void is_done_without_where_it_cannot_be_written() throws Exception {
            checkout.environment.put("LEARNC_AOT", "off");
            checkout.learnc("version");
            checkout.environment.remove("LEARNC_AOT");
            Files.createDirectories(checkout.target("learnc.aot/in-the-way"));
            Ended ended = checkout.learnc("version");
            assertEquals(7, ended.exitCode());
            assertEquals(NOTHING_SAID, ended.err());
        }

        @AfterEach
        void until_no_training_runs() throws InterruptedException {
            Checkout.await("the end of the training", () -> ProcessHandle.allProcesses()
                    .noneMatch(process -> process.info().commandLine().orElse("").contains(folder.toString())));
        }

        private boolean usesTheCache() throws Exception {
            Ended ended = checkout.learnc("version");
            assertEquals(7, ended.exitCode());
            return ended.out().contains("<-XX:AOTCache=" + checkout.target("learnc.aot") + ">");
        }

        private void awaitCache() throws InterruptedException {
            Checkout.await("the cache", () -> Files.exists(checkout.target("learnc.aot.version")));
            Checkout.await("the end of the training", () -> !Files.exists(checkout.target("learnc.aot.new")));
        }

        private static void kill(String pid) throws InterruptedException {
            ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            process.destroyForcibly();
            Checkout.await("the death of " + pid, () -> !process.isAlive());
        }
    }

    private static boolean waitsForTheLock(Process launcher) {
        return launcher.children().anyMatch(child -> child.info().command().orElse("").endsWith("/flock"));
    }
}
