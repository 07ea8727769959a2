package learnc.runtime.trace.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.KernelText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shell itself is the witness: it must hand on exactly the bytes that were meant.
@Timeout(300)
class WordTest {

    private static final List<String> HOSTILE = List.of("", "plain", "two words", "it's", "''", "$(touch /tmp/owned)", "`id`", "$HOME", "\"", "\\", "\\n", "*", "~", "-n",
            "--", "a\nb", "ends in breaks\n\n", "\n", "\t", "\u001b[31m", "%s%d%%", "#no comment", "a;b|c&d>e<f", "!", "{a,b}", "ü€😀", "\u202egnp.exe", "\u00a0",
            "'\n'$(id)", "-\u0001", KernelText.text(new byte[] {'x', (byte) 0xFF, '\''}, 0, 3));

    @TempDir
    Path folder;

    @Test
    void a_word_is_for_the_shell_exactly_what_was_meant() throws Exception {
        for (String text : HOSTILE) {
            assertArrayEquals(KernelText.bytes(text), said("printf %s " + Word.of(text)), () -> "not so: " + Word.of(text));
        }
    }

    @Test
    void a_format_prints_exactly_what_was_meant() throws Exception {
        for (String text : HOSTILE) {
            assertArrayEquals(KernelText.bytes(text), said("printf " + Word.format(KernelText.bytes(text))), () -> "not so: " + text);
        }
        var all = new byte[256];
        new Random(1).nextBytes(all);
        assertArrayEquals(all, said("printf " + Word.format(all)));
    }

    @Test
    void an_operand_is_no_option() throws Exception {
        String file = "-rf";
        Files.writeString(folder.resolve(file), "kept");
        assertEquals("kept", new String(said("cd " + Word.of(folder.toString()) + " && cat " + Word.operand(file)), StandardCharsets.UTF_8));
    }

    @Test
    void nothing_in_a_word_is_obeyed_by_a_terminal() {
        for (String text : HOSTILE) {
            assertTrue(Word.of(text).codePoints().allMatch(c -> c == '\n' || c >= ' ' && c != 0x7F && c != 0x202E && c != 0xA0 && !(c >= 0x80 && c < 0xA0)), text);
        }
    }

    @Test
    void a_comment_stays_one_line() {
        for (String text : HOSTILE) {
            assertEquals(1, Word.harmless(text + "x").lines().count(), text);
        }
    }

    @Test
    void what_strace_notation_says_is_read_back() {
        for (String text : HOSTILE) {
            assertEquals(text, Notation.string(Decoders.quoted(text)));
        }
        assertEquals(List.of("\"a, ]b\"", "{c=[1, 2], d=\"}\"}", "3"), Notation.pieces("[\"a, ]b\", {c=[1, 2], d=\"}\"}, 3]"));
        assertEquals("[1, 2]", Notation.field("{c=[1, 2], d=\"}\"}", "c"));
    }

    private static byte[] said(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var out = new ByteArrayOutputStream();
        shell.getInputStream().transferTo(out);
        assertTrue(shell.waitFor(200, TimeUnit.SECONDS));
        return out.toByteArray();
    }
}
