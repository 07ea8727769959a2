package learnc.runtime.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import learnc.runtime.kernel.KernelText;

/// The command line and the environment as Linux has them.
///
/// Java reads both in the encoding of the locale, and what it cannot read there is lost: every ä where the locale is `C`, as in
/// many scripts. The kernel still has the bytes.
final class RawWords {

    private static final char LOST = '\uFFFD';

    private RawWords() {
    }

    /// The words that were given to `main`, complete.
    static String[] of(String[] words) {
        for (String word : words) {
            if (word.indexOf(LOST) >= 0) {
                List<String> all = entries("/proc/self/cmdline");
                return all.subList(all.size() - words.length, all.size()).toArray(String[]::new);
            }
        }
        return words;
    }

    /// The value of a variable, or null.
    static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.indexOf(LOST) < 0) {
            return value;
        }
        for (String entry : entries("/proc/self/environ")) {
            if (entry.startsWith(name + "=")) {
                return entry.substring(name.length() + 1);
            }
        }
        return value;
    }

    /// The texts in a file in which each ends with a zero byte.
    private static List<String> entries(String file) {
        try {
            byte[] content = Files.readAllBytes(Path.of(file));
            var entries = new ArrayList<String>();
            int start = 0;
            for (int i = 0; i < content.length; i++) {
                if (content[i] == 0) {
                    entries.add(KernelText.text(Arrays.copyOfRange(content, start, i)));
                    start = i + 1;
                }
            }
            return entries;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
