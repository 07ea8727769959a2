package learnc.runtime.trace;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.trace.TextStyle.Explain;
import org.junit.jupiter.api.Test;

/// The words beside the code of this class, as a trace shows them.
class ExplainedTextTest {

    private final RecordingDoor door = new RecordingDoor();

    private String text(Explain explain, int columns, Consumer<Kernel> calls) {
        var out = new ByteArrayOutputStream();
        var style = new TextStyle(explain, false, false, false, false, false, null, columns);
        try (var trace = new Trace(Header.now("1", List.of()), complaint -> { }, new TextWriter(out, style))) {
            calls.accept(new Kernel(trace.apply(door)));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String margin(Explain explain, Consumer<Kernel> calls) {
        return String.join("\n", text(explain, 80, calls).lines().filter(line -> line.startsWith("      │ ")).map(line -> line.substring(8)).toList());
    }

    @Why(call = "mount", about = "MS_PRIVATE", value = "Cuts the link to the host.", without = "The host would see each mount.")
    @Why(call = "mount", value = "Mounts something.", without = "Nothing would be mounted.")
    @Why(value = "Does the rest.", without = "The rest would be missing.")
    private static void mount(Kernel kernel) {
        kernel.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_PRIVATE, null);
        kernel.mount("proc", "/proc", "proc", 0, null);
        kernel.sethostname("box");
    }

    @Test
    void in_brief_each_call_says_what_it_is_for_and_the_most_exact_words_count() {
        assertEquals("""
                Cuts the link to the host.
                Mounts something.
                Does the rest.""", margin(Explain.BRIEF, ExplainedTextTest::mount));
    }

    @Test
    void in_full_it_says_more_and_explains_a_flag_where_it_is_met_first() {
        assertEquals("""
                Cuts the link to the host.
                Without it: The host would see each mount.
                MS_REC: also everything that is mounted below; MS_PRIVATE: what is
                mounted here is not seen elsewhere, and the other way round
                man 2 mount
                Mounts something.
                Without it: Nothing would be mounted.
                man 2 mount
                Does the rest.
                Without it: The rest would be missing.
                man 2 sethostname
                Cuts the link to the host.
                Without it: The host would see each mount.
                man 2 mount""", margin(Explain.FULL, kernel -> {
            mount(kernel);
            mount(kernel);
        }).lines().limit(14).reduce((one, other) -> one + "\n" + other).orElseThrow());
    }

    @Test
    void without_the_option_each_call_is_one_line() {
        assertEquals("", margin(Explain.STAGES, ExplainedTextTest::mount));
        assertEquals(3, text(Explain.OFF, 80, ExplainedTextTest::mount).lines().filter(line -> line.contains("host 100")).count());
    }

    @Why(value = "Reads the secret.", without = "The secret would stay one.")
    private static void read(Kernel kernel) {
        WholeFile.bytes(kernel, "/secret");
    }

    @Test
    void a_tool_says_what_it_does_and_its_caller_what_for() {
        assertEquals("""
                Opens the file to read it: reads the secret.
                Asks for more, because only an answer of 0 bytes says that the file ends
                here.
                Gives the descriptor back: learnc is done with what it stood for.""", margin(Explain.BRIEF, ExplainedTextTest::read));
    }

    @Why(value = "Looks for a trap.", without = "Somebody would fall in.")
    private static void look(Kernel kernel) {
        Folder.exists(kernel, "/trap");
    }

    @Test
    void a_caller_who_begins_with_the_same_verb_needs_no_introduction() {
        assertEquals("Looks for a trap.", margin(Explain.BRIEF, ExplainedTextTest::look));
    }

    @Why(value = "Asks.", without = "Nobody would know.")
    private static void ask(Kernel kernel) {
        List.of(kernel).forEach(each -> helper(each));
    }

    private static void helper(Kernel kernel) {
        kernel.getpid();
    }

    @Test
    void a_helper_and_a_lambda_without_words_have_those_of_the_method_around_them() {
        assertEquals("Asks.", margin(Explain.BRIEF, ExplainedTextTest::ask));
    }

    @Why(value = "Makes it.", without = "It would be missing.")
    @Refused(errno = Errno.EEXIST, call = "mkdirat", because = "it is there already, which is fine", remedy = "")
    @Refused(errno = Errno.EROFS, call = "mkdirat", because = "somebody has locked it", remedy = "the key")
    private static void make(Kernel kernel) {
        assertThrows(KernelRefusal.class, () -> kernel.mkdirat(AT_FDCWD, "/it", 0755));
    }

    @Test
    void an_answer_that_is_expected_is_explained_only_where_all_is() {
        door.refuse(SystemCall.MKDIRAT, Errno.EEXIST);
        assertEquals("Makes it.\nlikely because: it is there already, which is fine", margin(Explain.BRIEF, ExplainedTextTest::make));
        door.refuse(SystemCall.MKDIRAT, Errno.EEXIST);
        assertEquals("", margin(Explain.STAGES, ExplainedTextTest::make));
    }

    @Test
    void the_words_of_a_stage_come_before_those_of_the_door() {
        door.refuse(SystemCall.MKDIRAT, Errno.EROFS);
        assertEquals("Makes it.\nlikely because: somebody has locked it\ntry: the key", margin(Explain.BRIEF, ExplainedTextTest::make));
    }

    @Test
    void a_refusal_without_words_of_its_own_has_those_that_hold_for_every_call() {
        door.refuse(SystemCall.FSCONFIG, Errno.ENOSYS);
        var refusal = assertThrows(KernelRefusal.class, () -> new Kernel(door).fsconfigFlag(3, "ro"));
        assertTrue(refusal.getMessage().contains("likely because: this kernel is older than the call"), refusal.getMessage());
    }

    @Test
    void an_option_is_known_by_the_method_that_sets_it() {
        door.refuse(SystemCall.FSCONFIG, Errno.EINVAL);
        var refusal = assertThrows(KernelRefusal.class, () -> new Kernel(door).fsconfigString(3, "lowerdir+", "/a"));
        assertTrue(refusal.getMessage().contains("does not take this option"), refusal.getMessage());
    }

    @Test
    void no_sentence_is_wider_than_the_screen() {
        for (int columns : new int[] {40, 80, 100}) {
            List<String> sentences = text(Explain.FULL, columns, ExplainedTextTest::mount).lines().filter(line -> line.startsWith("      │")).toList();
            assertFalse(sentences.isEmpty());
            assertEquals(List.of(), sentences.stream().filter(line -> line.length() > columns).toList());
        }
    }
}
