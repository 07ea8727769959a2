package learnc.runtime.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LedgerFileTest {

    private static final List<Made> ONE_OF_EACH = List.of(new Made.Mount("/run/learnc/a b"), new Made.Directory("/run/learnc/line\nbreak\\n"),
            new Made.File("/run/learnc/f"), new Made.Cgroup("/sys/fs/cgroup/memory/learnc-c1"), new Made.Link("learnc1"),
            new Made.NatRules("c1"), new Made.Process(42, 123456789012L));

    @TempDir
    Path folder;

    private final Kernel host = new Linux(UnaryOperator.identity()).host();

    @Test
    void each_line_is_one_write_to_a_file_that_only_grows() {
        var door = new RecordingDoor().answer(SystemCall.WRITE, call -> ((Argument.Word) call.arguments().getLast()).value());
        var ledger = new LedgerFile(new Kernel(door), "/run/learnc/containers/c1/ledger");
        ledger.willMake(new Made.Mount("/run/learnc/m"));
        ledger.willMake(new Made.Process(7, 99));
        assertEquals("""
                openat(dirfd=AT_FDCWD, pathname="/run/learnc/containers/c1/ledger", flags=O_WRONLY|O_CREAT|O_APPEND|O_CLOEXEC, mode=0600)
                write(fd=3, buf="mount /run/learnc/m\\n", count=20)
                write(fd=3, buf="process 7 99\\n", count=13)""", door.text());
    }

    @Test
    void a_thing_that_cannot_be_written_down_whole_must_not_be_made() {
        var ledger = new LedgerFile(new Kernel(new RecordingDoor().answer(SystemCall.WRITE, call -> 3)), "/run/learnc/containers/c1/ledger");
        assertThrows(Failure.class, () -> ledger.willMake(new Made.Mount("/run/learnc/m")));
    }

    @Test
    void what_is_written_is_read_back_whatever_is_in_the_names() {
        String path = folder.resolve("ledger").toString();
        var ledger = new LedgerFile(host, path);
        ONE_OF_EACH.forEach(ledger::willMake);
        ledger.close();
        assertEquals(ONE_OF_EACH, LedgerFile.read(host, path));
    }

    @Test
    void a_line_that_was_cut_by_a_kill_is_skipped() throws IOException {
        Path path = Files.writeString(folder.resolve("ledger"), "link learnc1\nmount /run/lea");
        assertEquals(List.of(new Made.Link("learnc1")), LedgerFile.read(host, path.toString()));
        Files.writeString(path, "rnc/m\n", StandardOpenOption.APPEND);
        assertEquals(List.of(new Made.Link("learnc1"), new Made.Mount("/run/learnc/m")), LedgerFile.read(host, path.toString()));
    }

    @Test
    void a_damaged_line_does_not_hide_the_others() throws IOException {
        Path path = Files.writeString(folder.resolve("ledger"), "process many 7\nprocess 7\nnonsense\nlink learnc1\n");
        assertEquals(List.of(new Made.Link("learnc1")), LedgerFile.read(host, path.toString()));
    }

    @Test
    void where_there_is_no_ledger_nothing_was_made() {
        assertEquals(List.of(), LedgerFile.read(host, folder.resolve("none").toString()));
    }
}
