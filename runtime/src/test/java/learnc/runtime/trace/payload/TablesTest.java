package learnc.runtime.trace.payload;

import static learnc.runtime.Needed.needed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import learnc.runtime.kernel.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The committed tables are what their makers make of the headers and the manual of Debian 12, and no other machine contradicts
/// them.
class TablesTest {

    private static final Path VERSION = Path.of("/usr/include/linux/version.h");
    private static final String CLONE = "clone 56 220 unsigned long flags, void *stack, int *parent_tid, int *child_tid, unsigned long tls";
    private static final Path MANUAL_OF_READ = CallTableMaker.MANUAL.resolve("read.2.gz");

    @Test
    void the_table_of_calls_is_what_its_maker_makes() throws IOException {
        neededDebian12();
        needed(Files.exists(MANUAL_OF_READ) && CallTableMaker.page(MANUAL_OF_READ).contains("Linux man-pages 6.03"),
                "the table of calls was made from the manual of Debian 12; apt-get install manpages-dev");
        assertEquals(String.join("\n", CallTableMaker.lines()), String.join("\n", Signatures.lines(CallTable.TEXT)),
                "run CallTableMaker again");
    }

    @Test
    void the_table_of_constants_is_what_its_maker_makes() throws IOException {
        neededDebian12();
        List<String> made = ConstantTableMaker.lines();
        List<String> committed = Signatures.lines(ConstantTable.TEXT);
        assertEquals(made.size(), committed.size(), "run ConstantTableMaker again");
        for (int i = 0; i < made.size(); i++) {
            String name = made.get(i).replace(ConstantTableMaker.MISSING, "");
            assertEquals(made.get(i).equals(name) ? name : name + committed.get(i).substring(name.length()), committed.get(i), "run ConstantTableMaker again");
        }
    }

    @ParameterizedTest
    @CsvSource({"/usr/include/x86_64-linux-gnu/asm/unistd_64.h, 1", "/usr/include/asm-generic/unistd.h, 2"})
    void every_number_is_the_one_in_the_headers_of_this_machine(Path header, int column) throws IOException {
        needed(Files.exists(header), header + " is missing; apt-get install linux-libc-dev");
        Map<String, Integer> table = column(column);
        int newest = Collections.max(table.values());
        CallTableMaker.numbers(header).forEach((name, number) -> {
            if (number <= newest) {
                assertEquals(number, table.get(name), name);
            }
        });
    }

    @Test
    void no_header_of_this_machine_contradicts_a_constant() throws IOException {
        int compared = 0;
        for (String line : Signatures.lines(ConstantTable.TEXT)) {
            ConstantTableMaker.Group group = group(line);
            if (ConstantTableMaker.isHere(group)) {
                compared += agree(line, ConstantTableMaker.constants(group));
            }
        }
        needed(compared > 0, "the kernel's headers are missing; apt-get install linux-libc-dev");
    }

    @Test
    void what_is_otherwise_on_arm64_is_known() {
        assertEquals("unsigned long flags, void *stack, int *parent_tid, unsigned long tls, int *child_tid", Signatures.parameters(CLONE, Architecture.ARM64));
        assertEquals("unsigned long flags, void *stack, int *parent_tid, int *child_tid, unsigned long tls", Signatures.parameters(CLONE, Architecture.X86_64));
        assertEquals("O_RDONLY|O_DIRECTORY", new Constants(Architecture.ARM64).names("open").apply(040000));
        assertEquals("O_RDONLY|O_DIRECTORY", new Constants(Architecture.X86_64).names("open").apply(0200000));
    }

    @Test
    void every_meaning_is_known_and_belongs_to_a_parameter() {
        var signatures = new Signatures();
        int described = 0;
        for (int number : signatures.names().keySet()) {
            described += signatures.of(number).size();
        }
        assertTrue(described > 900, "only " + described + " parameters");
        for (String line : Signatures.lines(MeaningTable.TEXT)) {
            String parameter = line.substring(0, line.indexOf(' '));
            assertTrue(parameter.startsWith("*.") || isThere(parameter), "MeaningTable: nobody has a " + parameter);
        }
    }

    private static boolean isThere(String parameter) {
        String call = parameter.substring(0, parameter.indexOf('.')) + " ";
        String name = parameter.substring(parameter.indexOf('.') + 1);
        return Signatures.lines(CallTable.TEXT).stream().anyMatch(line -> line.startsWith(call) && line.matches(".*\\b" + name + "(\\[.*)?(,.*|$)"));
    }

    private static int agree(String line, Map<String, Long> ofHeaders) {
        int compared = 0;
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            Long value = equals < 0 ? null : ofHeaders.get(word.substring(0, equals));
            if (value != null) {
                assertEquals(value, Long.valueOf(word.substring(equals + 1)), word);
                compared++;
            }
        }
        return compared;
    }

    private static ConstantTableMaker.Group group(String line) {
        String name = line.substring(0, line.indexOf(' '));
        return ConstantTableMaker.GROUPS.stream().filter(group -> group.name().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, Integer> column(int column) {
        var numbers = new TreeMap<String, Integer>();
        for (String line : Signatures.lines(CallTable.TEXT)) {
            List<String> words = List.of(line.split(" ", 4));
            if (!words.get(column).equals("-1")) {
                numbers.put(words.getFirst(), Integer.valueOf(words.get(column)));
            }
        }
        return numbers;
    }

    private static void neededDebian12() throws IOException {
        needed(Files.exists(VERSION) && Files.readString(VERSION).contains("LINUX_VERSION_MAJOR 6\n#define LINUX_VERSION_PATCHLEVEL 1\n")
                && Files.exists(CallTableMaker.X86_NUMBERS), "the tables were made from the headers of Linux 6.1 on x86-64; apt-get install linux-libc-dev on Debian 12");
    }
}
