package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The quick reader may leave a line to picocli, but it must never read one in another way.
class QuickRunTest {

    private static final List<String> VALUES = List.of("x", "7", "none", "64m", "a=b", "1:2", "", "-x", "--rm", "--", "always");

    @ParameterizedTest
    @MethodSource("optionNames")
    void every_option_is_read_as_picocli_reads_it_or_left_to_it(String name) {
        compare(name, "alpine");
        compare(name, "alpine", name, "--rm");
        compare(name, name, "alpine");
        compare(name);
        for (String value : VALUES) {
            compare(name, value, "alpine", "ls", "-l");
            compare(name + "=" + value, "alpine");
            compare(name + value, "alpine");
            compare(name, value, name, "other", "alpine");
            compare("-it", name, value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "learnc/shell echo hello",
        "--network none learnc/shell true",
        "--trace --network=none learnc/shell true",
        "--trace=run.jsonl --no-state alpine uname -a",
        "--explain=brief --trace alpine",
        "--trace=run.txt --trace-format text --trace-filter=%file --trace-quiet alpine",
        "--trace-payload alpine",
        "--trace-payload=openat,%net --strings 200 alpine ls",
        "-it --rm --name x --memory 64m --cpus 0.5 alpine sh -c -x",
        "--tmpfs /cache:size=9m --stage cgroups=MyCgroups.java --stage exec=MyExec.java alpine",
        "-p 8080:80 -v ./site:/www:ro -e A=b -e C alpine httpd -f -h /www",
        "--root=/a --run /b -w /tmp -u 1:2 --hostname h --read-only -q -i --pids-limit 9 --entrypoint e alpine"
    })
    void usual_lines_do_not_need_picocli(String line) {
        String[] words = line.split(" ");
        assertNotNull(QuickRun.read(withCommand(words)));
        compare(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--rm", "--name", "--name= alpine", "-m64m alpine", "-- alpine", "- alpine", "--step alpine", "--no-such alpine",
        "--strings x alpine", "--strings 0 alpine", "--experiment list"})
    void what_is_not_said_in_the_plainest_way_is_left_to_picocli(String line) {
        assertNull(QuickRun.read(withCommand(line.isEmpty() ? new String[0] : line.split(" "))));
    }

    @Test
    void other_commands_are_left_to_picocli() {
        assertNull(QuickRun.read("ps"));
        assertNull(QuickRun.read());
    }

    @Test
    void a_trace_tells_the_same_command_line() {
        Run read = byPicocli("--trace", "alpine", "ls");
        assertEquals(read.called.line().subList(1, 4), QuickRun.read("run", "--trace", "alpine", "ls").called.line().subList(1, 4));
    }

    private static Stream<String> optionNames() {
        List<OptionSpec> options = CommandLines.of(new Run()).getCommandSpec().options();
        return Stream.concat(options.stream().flatMap(option -> Stream.of(option.names())), Stream.of("-it", "-ti", "--no-such"));
    }

    private static void compare(String... words) {
        Run quick = QuickRun.read(withCommand(words));
        if (quick != null) {
            Map<String, String> expected = values(byPicocli(words));
            Map<String, String> read = values(quick);
            expected.entrySet().removeIf(value -> read.remove(value.getKey(), value.getValue()));
            assertEquals(expected, read, String.join(" ", words));
        }
    }

    private static Run byPicocli(String... words) {
        var run = new Run();
        try {
            CommandLines.of(run).parseArgs(words);
        } catch (ParameterException misuse) {
            throw new AssertionError("picocli refuses " + String.join(" ", words), misuse);
        }
        return run;
    }

    private static String[] withCommand(String... words) {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(Arrays.asList(words));
        return all.toArray(String[]::new);
    }

    /// What each option and parameter has become.
    private static Map<String, String> values(Object options) {
        var values = new TreeMap<String, String>();
        for (Class<?> type = options.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                add(values, options, field);
            }
        }
        return values;
    }

    private static void add(Map<String, String> values, Object options, Field field) {
        try {
            if (field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Parameters.class)) {
                values.put(field.toString(), String.valueOf(field.get(options)));
            } else if ((field.isAnnotationPresent(ArgGroup.class) || field.isAnnotationPresent(Mixin.class)) && field.get(options) != null) {
                values.putAll(values(field.get(options)));
            }
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
