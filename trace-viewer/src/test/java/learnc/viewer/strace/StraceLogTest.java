package learnc.viewer.strace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StraceLogTest {

    private record Read(List<StraceCall> calls, List<String> remarks) {
        static Read of(String text) throws IOException {
            var log = new StraceLog(new ByteArrayInputStream(text.getBytes(UTF_8)));
            var calls = new ArrayList<StraceCall>();
            for (StraceCall call = log.next(); call != null; call = log.next()) {
                calls.add(call);
            }
            return new Read(calls, log.remarks());
        }
    }

    private static StraceCall one(String line) throws IOException {
        Read read = Read.of(line);
        assertEquals(List.of(), read.remarks());
        assertEquals(1, read.calls().size());
        return read.calls().getFirst();
    }

    private static List<String> texts(StraceCall call) {
        return call.arguments().stream().map(Term::text).toList();
    }

    @Test
    void a_line_of_all_options_is_understood() throws IOException {
        StraceCall call = one("22986<runc:[2:INIT]> 1795474466.559386 openat(AT_FDCWD</tmp/b>, \"/dev\\t\\0\\x1b\\\"\", O_RDONLY|O_CLOEXEC, 000) = 3</dev> <0.000201>");
        assertEquals(22986, call.thread());
        assertEquals("runc:[2:INIT]", call.program());
        assertEquals(1_795_474_466_559_386L, call.startMicros());
        assertEquals(201, call.durationMicros());
        assertEquals("openat", call.name());
        assertEquals("/tmp/b", call.argument(0).about());
        assertEquals(List.of("/dev\t\0\u001b\""), call.argument(1).strings());
        assertEquals(List.of("O_RDONLY", "O_CLOEXEC"), call.argument(2).flags());
        assertEquals("3</dev>", call.result());
        assertEquals(3L, call.number());
    }

    /// Each is split at its outer commas, whatever stands between the brackets.
    @ParameterizedTest
    @ValueSource(strings = {
        "close(3<TCP:[127.0.0.1:40000->127.0.0.1:80]>) = 0", "read(0</dev/null<char 1:3>>) = 0", "close(3<UNIX-STREAM:[68->67, \"/run/a,b)\"]>) = 0",
        "close(7<pipe:[6844064]>) = 0", "close(3</tmp/a\\74b\\76>(deleted)) = 0", "kill(22982<runc:[1:CHILD]>) = 0", "close(6<anon_inode:[eventpoll]>) = 0",
        "x({st_mode=S_IFREG|0644, st_size=35635, ...}) = 0", "x([{fd=3, events=POLLIN}, {fd=4, events=POLLOUT}]) = 1 ([{fd=3, revents=POLLIN}])",
        "x([{WIFEXITED(s) && WEXITSTATUS(s) == 0}]) = 5", "x(~[KILL STOP RTMIN RT_1]) = 0", "x(0x7ffd16d125f0 /* 39 vars, and more */) = 0",
        "x({flags=CLONE_VM|CLONE_FS, tls=0x7f} => {parent_tid=[22976<runc>]}) = 2 /* 22987 in strace's PID NS */",
        "x({sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}) = 0", "x({effective=1<<CAP_CHOWN|1<<CAP_KILL, permitted=0}) = 0",
        "x([BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0x4), BPF_JUMP(BPF_JMP|BPF_K|BPF_JEQ, 0xc000003e, 0, 0x2)]) = 0", "x({c_cc[VMIN]=1, c_cc[VTIME]=0}) = 0",
        "x(\"\\177ELF\\2\\1\\1\"...) = 832", "x(<... resuming interrupted nanosleep ...>) = 0", "x({sun_path=@\"abstract\"}) = 0", "x([{nlmsg_len=32}, \"\\x01\\x00\"]) = 32",
        "x(makedev(0x1, 0x3)) = 0", "x([\"sh\", \"-c\", \"echo ) = 0 <0.1>\"]) = 0", "x(-1) = -1 EBADF (Bad file descriptor)", "x(_IOC(_IOC_READ, 0x54, 0x12, 0x4)) = 0"})
    void what_stands_between_brackets_is_one_argument(String line) throws IOException {
        StraceCall call = one("7 1.000002 " + line + " <0.000003>");
        assertEquals(1, call.arguments().size(), call.toString());
        assertEquals(line, call.name() + "(" + call.argument(0).text() + ") = " + call.result());
        assertEquals(3, call.durationMicros());
    }

    @Test
    void a_descriptor_says_what_it_is() throws IOException {
        assertEquals("/dev/null<char 1:3>", one("read(0</dev/null<char 1:3>>) = 0").argument(0).about());
        assertEquals("TCP:[127.0.0.1:1->127.0.0.1:80]", one("close(3<TCP:[127.0.0.1:1->127.0.0.1:80]>) = 0").argument(0).about());
        assertEquals(3L, one("close(3<TCP:[127.0.0.1:1->127.0.0.1:80]>) = 0").argument(0).number());
        assertNull(one("x(1<<CAP_CHOWN) = 0").argument(0).about());
    }

    @Test
    void named_arguments_have_their_names_and_values() throws IOException {
        StraceCall call = one("clone(child_stack=NULL, flags=CLONE_NEWNS|CLONE_NEWPID|SIGCHLD) = 23155<crun>");
        assertEquals("flags", call.argument(1).name());
        assertEquals("CLONE_NEWNS|CLONE_NEWPID|SIGCHLD", call.argument(1).value());
        assertEquals(List.of("CLONE_NEWNS", "CLONE_NEWPID", "SIGCHLD"), call.argument(1).flags());
        assertTrue(call.argument(1).says("CLONE_NEWPID"));
        assertEquals(23155L, call.number());
    }

    @Test
    void what_was_interrupted_is_put_together() throws IOException {
        Read read = Read.of("""
                8 1.000001 rt_sigprocmask(SIG_SETMASK, [],  <unfinished ...>
                9 1.000002 close(4) = 0 <0.000001>
                8 1.000031 <... rt_sigprocmask resumed>NULL, 8) = 0 <0.000029>
                8 1.000040 clone3({flags=CLONE_VM, exit_signal=0} <unfinished ...>
                9 1.000041 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=8, si_uid=0} ---
                8 1.000045 <... clone3 resumed> => {parent_tid=[9]}, 88) = 9
                """);
        assertEquals(List.of("close", "rt_sigprocmask", "clone3"), read.calls().stream().map(StraceCall::name).toList());
        assertEquals(List.of("SIG_SETMASK", "[]", "NULL", "8"), texts(read.calls().get(1)));
        assertEquals(29, read.calls().get(1).durationMicros());
        assertEquals(1_000_001, read.calls().get(1).startMicros());
        assertEquals(List.of("{flags=CLONE_VM, exit_signal=0} => {parent_tid=[9]}", "88"), texts(read.calls().get(2)));
        assertEquals(5, read.calls().get(2).durationMicros(), "without -T, from the two times");
        assertEquals(List.of("1 line is no system call (signals, exits, dumps) and was left out"), read.remarks());
    }

    @Test
    void a_call_that_never_came_back_has_no_result() throws IOException {
        Read read = Read.of("""
                8 1.000001 futex(0x1, FUTEX_WAIT, 0, NULL <unfinished ...>
                8 1.000002 +++ exited with 0 +++
                9 1.000003 read(3, <unfinished ...>) = ?
                10 1.000004 exit_group(0) = ?
                11 1.000005 pause( <unfinished ...>
                12 1.000006 read(3, <detached ...>
                """);
        assertEquals(List.of("futex ?", "read ?", "exit_group ?", "read ?", "pause ?"), read.calls().stream().map(call -> call.name() + " " + call.result()).toList());
    }

    @Test
    void what_restarts_says_so() throws IOException {
        StraceCall call = one("8 1.000001 nanosleep({tv_sec=1, tv_nsec=0}, NULL) = ? ERESTART_RESTARTBLOCK (Interrupted by signal) <0.5>");
        assertEquals("? ERESTART_RESTARTBLOCK (Interrupted by signal)", call.result());
        assertEquals(500_000, call.durationMicros());
        assertNull(call.number());
    }

    @Test
    void the_other_ways_of_strace_to_say_who_and_when_are_understood() throws IOException {
        assertEquals(27449, one("[pid 27449] close(3) = 0").thread());
        assertEquals("a b", one("[pid    77<a b>] 12:00:00.5 close(3) = 0").program());
        assertEquals((12 * 3600L + 34 * 60 + 56) * 1_000_000 + 500_000, one("8 12:34:56.500000 close(3) = 0").startMicros());
        StraceCall bare = one("close(3) = 0");
        assertEquals(0, bare.thread() + bare.startMicros() + bare.durationMicros());
    }

    @Test
    void dumps_and_remarks_of_strace_are_counted() throws IOException {
        Read read = Read.of("strace: Process 8 attached\n8 1.0 write(1, \"a\", 1) = 1\n | 00000  61    a |\n > /lib/libc.so(write+0x10)\n");
        assertEquals(1, read.calls().size());
        assertEquals(List.of("3 lines are no system calls (signals, exits, dumps) and were left out"), read.remarks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"close(3", "close(3]) = 0", "close(3) 0", "close(3) =", "CLOSE(3) = 0", "hello world", "<script>alert(1)</script>", "close(\"a) = 0",
        "close(3</a) = 0", "x([{}) = 0", "x(/* ) = 0", "8 1.0 <... read resumed>) = 0", "x(\"\\x\") = 0", "{\"seq\":1}"})
    void what_strace_would_not_write_is_refused_by_its_line(String line) throws IOException {
        Read read = Read.of("8 1.0 close(3) = 0\n" + line + "\n8 1.0 close(4) = 0\n");
        assertEquals(2, read.calls().size());
        assertEquals(1, read.remarks().size(), read.remarks().toString());
        assertTrue(read.remarks().getFirst().startsWith("line 2: ") && read.remarks().getFirst().endsWith("; it was left out"), read.remarks().toString());
    }

    @Test
    void a_cut_in_the_last_line_is_told() throws IOException {
        String whole = "8 1.000001 openat(AT_FDCWD, \"/dev\", O_RDONLY) = 3</dev> <0.000201>";
        for (int length = 1; length < whole.length(); length++) {
            Read read = Read.of("8 1.000000 close(3) = 0 <0.000001>\n" + whole.substring(0, length));
            boolean isWholeCall = length > whole.indexOf("= ") + 2;
            assertEquals(isWholeCall ? 2 : 1, read.calls().size(), "cut after " + length);
            assertEquals(isWholeCall ? 0 : 1, read.remarks().size(), "cut after " + length);
        }
    }

    @Test
    void brackets_without_end_are_garbage_and_not_the_end_of_the_stack() throws IOException {
        assertTrue(Read.of("x(" + "[".repeat(500_000)).remarks().getFirst().contains("nest too deep"));
    }

    @Test
    void what_would_take_forever_is_over_soon() throws IOException {
        for (String evil : List.of(":[", "<", "3<", "/*", "\"", "\\", "3</a[:", "a=", "[],", "<unfinished ...>)", " ")) {
            Read.of("8 1.0 x(3<" + evil.repeat(1_000_000 / evil.length()) + "\n");
            Read.of("8 1.0 " + evil.repeat(1_000_000 / evil.length()) + "\n");
        }
    }

    @Test
    void a_line_without_end_is_left_out() throws IOException {
        Read read = Read.of("x(\"" + "a".repeat(2_000_000) + "\") = 0\nclose(3) = 0\n");
        assertEquals(1, read.calls().size());
        assertEquals(List.of("line 1: longer than a megabyte; it was left out"), read.remarks());
    }
}
