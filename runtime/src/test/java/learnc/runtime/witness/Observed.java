package learnc.runtime.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A system call as strace(1) saw it.
///
/// @param thread     who made it
/// @param line       where its end stands in the record, from 1
/// @param name       of the system call
/// @param arguments  understood
/// @param result     as strace wrote it, without what a descriptor is; `?` when it did not return
/// @param about      what the descriptor is that it returned, or null
/// @param dump       the bytes that were written, where strace was asked for them, in hexadecimal digits; else empty
record Observed(int thread, int line, String name, List<Spoken> arguments, String result, String about, StringBuilder dump) {

    private static final String UNFINISHED = "<unfinished ...>";

    /// Everything in a record of `strace -f -ttt -T -o`.
    static List<Observed> read(Path file) throws IOException {
        var calls = new ArrayList<Observed>();
        Map<Integer, String> begun = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            if (line.startsWith(" | ")) {
                dump(line, calls.getLast().dump());
            } else if (!line.startsWith(" ")) {
                take(line, number, begun, calls);
            }
        }
        return calls;
    }

    private static void take(String line, int number, Map<Integer, String> begun, List<Observed> calls) {
        String[] parts = line.split(" +", 3);
        int thread = Integer.parseInt(parts[0]);
        String text = parts[2];
        if (text.startsWith("---") || text.startsWith("+++")) {
            return;
        }
        if (text.startsWith("<... ")) {
            text = begun.remove(thread) + text.substring(text.indexOf("resumed>") + "resumed>".length());
        }
        if (text.endsWith(UNFINISHED)) {
            begun.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
            return;
        }
        calls.add(call(thread, number, text.replace(UNFINISHED + ")", ")")));
    }

    /// One whole call: `name(arguments) = result <time>`.
    static Observed call(int thread, int number, String text) {
        try {
            int open = text.indexOf('(');
            var reader = new Spoken.Reader(text.substring(open + 1));
            String inside = reader.upToClosingParenthesis();
            String result = reader.rest().strip();
            if (!result.startsWith("=")) {
                throw new IllegalArgumentException("no result in " + result);
            }
            result = result.substring(1).strip().replaceFirst(" <[0-9.]+>$", "");
            int about = result.matches("\\d+<.*") ? result.indexOf('<') : -1;
            return new Observed(thread, number, text.substring(0, open), Spoken.arguments(inside),
                    about < 0 ? result : result.substring(0, about), about < 0 ? null : result.substring(about + 1, result.lastIndexOf('>')), new StringBuilder());
        } catch (RuntimeException strange) {
            throw new IllegalArgumentException("line " + number + ": " + text.substring(0, Math.min(300, text.length())), strange);
        }
    }

    /// ` | 00000  20 00 00 00 …  text |`
    private static void dump(String line, StringBuilder bytes) {
        String hex = line.substring(10, Math.min(line.length(), 10 + 16 * 3 + 1));
        for (String two : hex.strip().split(" +")) {
            bytes.append(two);
        }
    }

    boolean isRefused() {
        return result.startsWith("-1 ");
    }
}
