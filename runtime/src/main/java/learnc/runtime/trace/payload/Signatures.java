package learnc.runtime.trace.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import learnc.runtime.kernel.Architecture;

/// All system calls of this machine, by number. The table (`calls.txt`) is made from the kernel's headers and the manual.
final class Signatures {

    private final Map<Integer, String> lines = new HashMap<>();
    private final Map<Integer, Signature> known = new ConcurrentHashMap<>();
    private final Constants constants = new Constants(Architecture.CURRENT);
    private final Meanings meanings = new Meanings(constants);

    Signatures() {
        for (String line : resource("calls.txt")) {
            String[] parts = line.split(" ", 4);
            int number = Integer.parseInt(parts[Architecture.CURRENT == Architecture.X86_64 ? 1 : 2]);
            if (number >= 0) {
                lines.put(number, line);
            }
        }
    }

    /// The call with this number; one that came after this table was made goes by its number.
    Signature of(int number) {
        return known.computeIfAbsent(number, this::read);
    }

    private Signature read(int number) {
        String line = lines.get(number);
        if (line == null) {
            return Signature.of("syscall_0x" + Integer.toHexString(number), "?", meanings);
        }
        return Signature.of(line.substring(0, line.indexOf(' ')), parameters(line, Architecture.CURRENT), meanings);
    }

    /// The parameters in a line of the table. arm64 has the last two of clone(2) the other way round.
    static String parameters(String line, Architecture architecture) {
        String[] parts = line.split(" ", 4);
        String known = parts.length < 4 ? "" : parts[3];
        return architecture == Architecture.ARM64 && parts[0].equals("clone") ? known.replace("int *child_tid, unsigned long tls", "unsigned long tls, int *child_tid") : known;
    }

    /// The names of flags and values.
    Constants constants() {
        return constants;
    }

    /// A call of a program that is not this processor's own kind: numbers mean something else there.
    Signature foreign(int number) {
        return Signature.of("foreign_" + number, "?", meanings);
    }

    /// The numbers of all calls, each with its name.
    Map<Integer, String> names() {
        var names = new HashMap<Integer, String>();
        lines.forEach((number, line) -> names.put(number, line.substring(0, line.indexOf(' '))));
        return names;
    }

    /// The lines of a table that stands beside this package.
    static List<String> resource(String name) {
        try (InputStream in = Signatures.class.getResourceAsStream(name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var lines = new ArrayList<String>();
            for (String line : text.split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
