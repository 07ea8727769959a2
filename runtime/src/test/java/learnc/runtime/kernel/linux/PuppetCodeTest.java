package learnc.runtime.kernel.linux;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import learnc.runtime.kernel.Architecture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The committed disassembly was read by a person; these tests say that it is what runs.
class PuppetCodeTest {

    private static final Pattern LINE = Pattern.compile("\\s*[0-9a-f]+:\\s+((?:[0-9a-f]{2} )+|[0-9a-f]{8} ?)\\s*\\S.*");

    @ParameterizedTest
    @EnumSource
    void the_bytes_are_those_of_the_committed_disassembly(Architecture architecture) throws IOException {
        String expected = disassembly(architecture).lines().map(line -> bytesOf(line, architecture)).collect(Collectors.joining());
        assertEquals(expected, HexFormat.of().formatHex(PuppetCode.of(architecture).bytes()));
    }

    @ParameterizedTest
    @EnumSource
    void an_independent_disassembler_reads_them_the_same_way(Architecture architecture, @TempDir Path folder) throws Exception {
        List<String> command = objdump(architecture);
        neededProgram(Path.of(command.getFirst()).getFileName().toString(), "binutils binutils-aarch64-linux-gnu");
        Path code = Files.write(folder.resolve("code"), PuppetCode.of(architecture).bytes());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.command().add(code.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(disassembly(architecture), output.lines().skip(7).map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n")));
    }

    private static List<String> objdump(Architecture architecture) {
        return new java.util.ArrayList<>(switch (architecture) {
            case X86_64 -> List.of("/usr/bin/objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", "--insn-width=10");
            case ARM64 -> List.of("/usr/bin/aarch64-linux-gnu-objdump", "-D", "-b", "binary", "-m", "aarch64");
        });
    }

    private static String disassembly(Architecture architecture) throws IOException {
        try (var in = PuppetCodeTest.class.getResourceAsStream("puppet-" + architecture.ociName() + ".disassembly")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String bytesOf(String line, Architecture architecture) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no instruction: " + line);
        }
        String hex = matcher.group(1).replace(" ", "");
        return architecture == Architecture.X86_64 ? hex : hex.substring(6, 8) + hex.substring(4, 6) + hex.substring(2, 4) + hex.substring(0, 2);
    }
}
