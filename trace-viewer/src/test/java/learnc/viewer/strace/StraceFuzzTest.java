package learnc.viewer.strace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import learnc.viewer.imported.Logs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real lines, damaged in every way that comes to mind: the reader answers with a call or with its own refusal that names the
/// line, and never with anything else. The damage is the same in every run.
class StraceFuzzTest {

    private static final int DAMAGED_LINES = 60_000;
    private static final int DAMAGED_LOGS = 40;
    private static final String SIGNS = "()[]{}<>\"\\/*,=|~ -0x7\n\0\u00ff\u202e:.@'_?";

    private final SplittableRandom random = new SplittableRandom(25);

    @TempDir
    Path folder;

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (String engine : List.of("runc", "crun")) {
            lines.addAll(Files.readAllLines(Logs.of(engine, folder)));
        }
        return lines;
    }

    @Test
    void a_damaged_line_is_a_call_or_a_refusal_that_names_the_line() throws IOException {
        List<String> lines = lines();
        int refused = 0;
        for (int i = 1; i <= DAMAGED_LINES; i++) {
            String line = damaged(lines.get(random.nextInt(lines.size())), lines);
            try {
                if (LineReader.read(line, i) instanceof StraceLine.Whole whole) {
                    LineReader.call(whole.front(), whole.text(), 0);
                }
            } catch (StraceRefusal refusal) {
                refused++;
                assertTrue(refusal.line() == i && refusal.getMessage().startsWith("line " + i + ": "), refusal.getMessage());
            }
        }
        assertTrue(refused > DAMAGED_LINES / 20 && refused < DAMAGED_LINES * 19 / 20, refused + " refused: the damage is no test");
    }

    @Test
    void a_damaged_log_is_read_to_its_end() throws IOException {
        byte[] whole = Files.readAllBytes(Logs.of("crun", folder));
        for (int i = 0; i < DAMAGED_LOGS; i++) {
            byte[] log = whole.clone();
            for (int wounds = random.nextInt(1, 2000); wounds > 0; wounds--) {
                log[random.nextInt(log.length)] = (byte) random.nextInt(256);
            }
            var read = new StraceLog(new ByteArrayInputStream(log));
            int calls = 0;
            while (read.next() != null) {
                calls++;
            }
            assertTrue(calls > 0 && !read.remarks().isEmpty());
        }
    }

    private String damaged(String line, List<String> lines) {
        var text = new StringBuilder(line);
        for (int wounds = random.nextInt(1, 4); wounds > 0; wounds--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 12)));
                case 2 -> text.setLength(at);
                case 3 -> text.insert(at, lines.get(random.nextInt(lines.size())), 0, 12);
                default -> text.insert(at, new String(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)}, random.nextBoolean() ? UTF_8 : ISO_8859_1));
            }
        }
        return text.toString();
    }
}
