package learnc.runtime.kernel.linux;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.WholeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RootTest
@Timeout(300)
class PuppetTest {

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final Kernel host = linux.host();

    @AfterEach
    void endTheZygote() {
        linux.close();
    }

    private ChildStatus end(Init init) {
        linux.release(init);
        ChildStatus status = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        host.close(init.pidfd());
        return status;
    }

    /// A refused clone3 is retried by nobody, but other containers are made afterwards: each must not cost a descriptor.
    @ParameterizedTest
    @EnumSource(names = {"CLONE3", "PIDFD_GETFD", "PIDFD_OPEN", "CLOSE_RANGE"})
    void a_process_that_is_not_born_leaves_no_descriptor(SystemCall refused) throws IOException {
        var refuses = new AtomicBoolean(true);
        var zygote = new AtomicLong();
        try (var faulty = new Linux(door -> refusing(door, refused, refuses, zygote))) {
            long before = sockets(ProcessHandle.current().pid());
            assertThrows(KernelRefusal.class, () -> faulty.newInit(CLONE_NEWPID));
            boolean hasZygote = ProcessHandle.of(zygote.get()).isPresent();
            assertEquals(hasZygote ? before + 1 : before, sockets(ProcessHandle.current().pid()), "one line leads to the zygote, if it was born");
            refuses.set(false);
            Init born = faulty.newInit(CLONE_NEWPID);
            long ours = sockets(ProcessHandle.current().pid());
            long hers = sockets(zygote.get());
            refuses.set(true);
            assertThrows(KernelRefusal.class, () -> faulty.newInit(CLONE_NEWPID));
            assertEquals(ours, sockets(ProcessHandle.current().pid()));
            assertEquals(hers, sockets(zygote.get()));
            assertEquals(List.of(born.pid()), children(zygote.get()), "a process that nobody can use was left");
            refuses.set(false);
            born.inside().exitGroup(0);
            faulty.release(born);
            host.waitid(P_PIDFD, born.pidfd(), WEXITED | __WALL);
            host.close(born.pidfd());
        }
    }

    /// The processes that learnc has, except for the zygote.
    private static List<Integer> children(long zygote) {
        return ProcessHandle.current().children().map(child -> (int) child.pid()).filter(pid -> pid != zygote && comm(pid).startsWith("learnc")).toList();
    }

    private static String comm(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm"));
        } catch (IOException ended) {
            return "";
        }
    }

    private static Door refusing(Door door, SystemCall refused, AtomicBoolean refuses, AtomicLong zygote) {
        if (door.actor().name().equals("zygote")) {
            zygote.set(door.actor().pid());
        }
        return new Door() {
            @Override
            public long pass(Call call) {
                return refuses.get() && call.systemCall() == refused ? -Errno.EAGAIN.number() : door.pass(call);
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    /// How many sockets a process has open.
    private static long sockets(long pid) throws IOException {
        long sockets = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                sockets += isSocket(descriptor) ? 1 : 0;
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void an_init_in_a_new_pid_namespace_is_number_one() {
        Init init = linux.newInit(CLONE_NEWPID);
        assertEquals(1, init.inside().getpid());
        init.inside().exitGroup(7);
        assertEquals(new ChildStatus(init.pid(), false, 7), end(init));
    }

    @Test
    void a_process_made_of_one_thread_may_enter_a_user_namespace() {
        Init init = linux.newInit(0);
        init.inside().unshare(CLONE_NEWUSER);
        init.inside().exitGroup(0);
        assertEquals(0, end(init).exitCode());
    }

    @Test
    void the_jvm_itself_may_not_enter_a_user_namespace() {
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> host.unshare(CLONE_NEWUSER));
        assertEquals(Errno.EINVAL, refusal.errno());
        assertTrue(refusal.getMessage().contains("a JVM has many"), refusal.getMessage());
    }

    @Test
    void what_an_init_renames_is_not_the_hosts_name() {
        String before = WholeFile.text(host, "/proc/sys/kernel/hostname");
        Init init = linux.newInit(CLONE_NEWUTS);
        init.inside().sethostname("box");
        assertEquals("box\n", WholeFile.text(init.inside(), "/proc/sys/kernel/hostname"));
        assertEquals(before, WholeFile.text(host, "/proc/sys/kernel/hostname"));
        init.inside().exitGroup(0);
        end(init);
    }

    @Test
    void an_executed_program_has_only_the_environment_and_the_descriptors_that_it_was_given() {
        Init init = linux.newInit(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET);
        // Bash reads the commands from its argument, so anything beyond 0, 1 and 2 would be a descriptor of ours.
        init.inside().execve("/bin/bash", List.of("bash", "-c",
                "[ $A = b ] && [ -z \"$HOME\" ] && for n in {3..255}; do [ ! -e /dev/fd/$n ] || exit 9; done"), List.of("A=b"));
        assertEquals(0, end(init).exitCode());
    }

    @Test
    void a_program_that_does_not_exist_leaves_the_puppet_alive() {
        Init init = linux.newInit(CLONE_NEWPID);
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> init.inside().execve("/no/such/program", List.of("x"), List.of()));
        assertEquals(Errno.ENOENT, refusal.errno());
        assertEquals(1, init.inside().getpid());
        init.inside().exitGroup(0);
        end(init);
    }

    @Test
    void a_child_that_joins_a_pid_namespace_knows_its_number_there() {
        Init first = linux.newInit(CLONE_NEWPID);
        Init joining = linux.newInit(0);
        int namespace = joining.inside().openat(-100, "/proc/" + first.pid() + "/ns/pid", 0, 0);
        joining.inside().setns(namespace, CLONE_NEWPID);
        Init child = linux.newChild(joining);
        assertEquals(2, child.inside().getpid());
        assertEquals(2, child.inside().actor().pidInside());
        for (Init init : List.of(child, joining, first)) {
            init.inside().exitGroup(0);
            end(init);
        }
    }

    @Test
    void an_init_that_was_killed_before_has_executed_no_program() {
        Init init = linux.newInit(CLONE_NEWPID);
        host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        host.ppoll(new int[] {init.pidfd()}, 1, -1);
        assertThrows(InitDied.class, () -> init.inside().execve("/bin/true", List.of("true"), List.of()));
        end(init);
    }

    @Test
    void an_init_that_has_become_a_program_takes_no_more_orders_and_says_so() {
        Init init = linux.newInit(CLONE_NEWPID);
        init.inside().execve("/bin/true", List.of("true"), List.of());
        InitDied gone = assertThrows(InitDied.class, init.inside()::getpid);
        assertTrue(gone.getMessage().contains("takes no more orders: its last one was to become a program"), gone::getMessage);
        assertEquals(0, end(init).exitCode());
    }

    @Test
    void a_killed_init_is_reported_and_not_waited_for_forever() {
        Init init = linux.newInit(CLONE_NEWPID);
        host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        assertThrows(InitDied.class, () -> {
            while (true) {
                init.inside().getpid();
            }
        });
        assertEquals(137, end(init).exitCode());
    }

    @Test
    void the_zygote_keeps_nothing_of_the_jvm_but_the_code_and_the_seats() {
        Init init = linux.newInit(0);
        String zygote = child("learnc-zygote");
        String maps = WholeFile.text(host, "/proc/" + zygote + "/maps");
        assertEquals(2, maps.lines().filter(line -> !line.contains("[vsyscall]")).count(), maps);
        assertTrue(maps.lines().noneMatch(line -> line.contains("rwx")), maps);
        init.inside().exitGroup(0);
        end(init);
    }

    private String child(String name) {
        return ProcessHandle.current().children().map(process -> Long.toString(process.pid()))
                .filter(pid -> WholeFile.text(host, "/proc/" + pid + "/comm").trim().equals(name)).reduce((a, b) -> b).orElseThrow();
    }
}
