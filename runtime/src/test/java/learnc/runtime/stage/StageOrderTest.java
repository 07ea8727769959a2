package learnc.runtime.stage;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.namespaces.Namespaces;
import org.junit.jupiter.api.Test;

/// What the two stages ask the kernel, in which order. No kernel takes part.
class StageOrderTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    private static final ImageConfig CONFIG = new ImageConfig(List.of(), List.of(), List.of(), "", "", "", List.of(), List.of(), Map.of(),
            new Platform("linux", "amd64", ""));

    private final Script script = new Script();
    private final List<Made> ledger = new ArrayList<>();
    private UserMapping mapping;
    private List<Volume> volumes = List.of();
    private boolean isReadOnly;
    private String user;

    private ContainerRequest request() {
        return new ContainerRequest(ID, null, "i", List.of("sh"), null, List.of(), "/work", user, List.of(), null, isReadOnly, volumes, mapping,
                new Terminal(false, false), new Rights(List.of(), List.of(), false), Limits.NONE,
                new NetworkRequest(NetworkRequest.Mode.NONE, List.of(), List.of()));
    }

    private void namespaces() {
        new Namespaces(script.hostKernel(), script, ledger::add, new Places("/var", "/run")).init(new Rootfs("/rootfs"), request());
    }

    private void exec() {
        new Exec(script.hostKernel()).start(script.init(), CONFIG, request()).close();
    }

    private static final String NAMESPACES = """
            mount NULL "/" MS_REC|MS_PRIVATE NULL
            umask
            mount "/rootfs" "/rootfs" MS_BIND|MS_REC NULL
            openat "/rootfs"
            openat2 "/proc" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "proc" "/proc/self/fd/3" MS_NOSUID|MS_NODEV|MS_NOEXEC NULL
            openat2 "/dev" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "tmpfs" "/proc/self/fd/4" MS_NOSUID|MS_STRICTATIME "mode=755,size=65536k"
            openat2 "/dev" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mknodat "null"
            mknodat "zero"
            mknodat "full"
            mknodat "random"
            mknodat "urandom"
            mknodat "tty"
            symlinkat "/proc/self/fd" "fd"
            symlinkat "/proc/self/fd/0" "stdin"
            symlinkat "/proc/self/fd/1" "stdout"
            symlinkat "/proc/self/fd/2" "stderr"
            symlinkat "pts/ptmx" "ptmx"
            faccessat2 "/proc/kcore"
            symlinkat "/proc/kcore" "core"
            mkdirat "pts"
            mkdirat "shm"
            mkdirat "mqueue"
            openat2 "/dev/pts" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "devpts" "/proc/self/fd/6" MS_NOSUID|MS_NOEXEC "newinstance,ptmxmode=0666,mode=0620,gid=5"
            openat2 "/dev/shm" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "shm" "/proc/self/fd/7" MS_NOSUID|MS_NODEV|MS_NOEXEC "mode=1777,size=67108864"
            openat2 "/dev/mqueue" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "mqueue" "/proc/self/fd/8" MS_NOSUID|MS_NODEV|MS_NOEXEC NULL
            openat2 "/sys" RESOLVE_NO_SYMLINKS|RESOLVE_IN_ROOT
            mount "sysfs" "/proc/self/fd/9" MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC NULL
            open_tree "/run/containers/ID/hosts"
            statx ""
            openat2 "/etc/hosts" RESOLVE_IN_ROOT
            statfs "/proc/self/fd/11"
            move_mount
            open_tree "/run/containers/ID/hostname"
            statx ""
            openat2 "/etc/hostname" RESOLVE_IN_ROOT
            statfs "/proc/self/fd/13"
            move_mount
            open_tree "/run/containers/ID/resolv.conf"
            statx ""
            openat2 "/etc/resolv.conf" RESOLVE_IN_ROOT
            statfs "/proc/self/fd/15"
            move_mount
            fchdir
            pivot_root "." "."
            umount2 "."
            chdir "/"
            openat "/proc/sys/net/ipv4/ip_unprivileged_port_start"
            write
            openat "/proc/sys/net/ipv4/ping_group_range"
            write
            statx "/dev/null"
            mount "/dev/null" "/proc/interrupts" MS_BIND NULL
            mount "/dev/null" "/proc/kcore" MS_BIND NULL
            mount "/dev/null" "/proc/keys" MS_BIND NULL
            mount "/dev/null" "/proc/latency_stats" MS_BIND NULL
            mount "/dev/null" "/proc/timer_list" MS_BIND NULL
            mount "/dev/null" "/proc/timer_stats" MS_BIND NULL
            mount "/dev/null" "/proc/sched_debug" MS_BIND NULL
            mount "tmpfs" "/proc/asound" MS_RDONLY NULL
            mount "tmpfs" "/proc/acpi" MS_RDONLY NULL
            mount "tmpfs" "/proc/scsi" MS_RDONLY NULL
            mount "tmpfs" "/sys/firmware" MS_RDONLY NULL
            mount "tmpfs" "/sys/devices/virtual/powercap" MS_RDONLY NULL
            mount "/proc/bus" "/proc/bus" MS_BIND|MS_REC NULL
            mount_setattr "/proc/bus" MOUNT_ATTR_RDONLY
            mount "/proc/fs" "/proc/fs" MS_BIND|MS_REC NULL
            mount_setattr "/proc/fs" MOUNT_ATTR_RDONLY
            mount "/proc/irq" "/proc/irq" MS_BIND|MS_REC NULL
            mount_setattr "/proc/irq" MOUNT_ATTR_RDONLY
            mount "/proc/sys" "/proc/sys" MS_BIND|MS_REC NULL
            mount_setattr "/proc/sys" MOUNT_ATTR_RDONLY
            mount "/proc/sysrq-trigger" "/proc/sysrq-trigger" MS_BIND|MS_REC NULL
            mount_setattr "/proc/sysrq-trigger" MOUNT_ATTR_RDONLY
            sethostname "0123456789ab"
            """;

    private static final String EXEC_BEFORE_THE_BOUNDING_SET = """
            openat "/proc/self/status"
            openat "/etc/passwd"
            openat "/etc/group"
            umask
            faccessat2 "/work"
            chdir "/work"
            getcwd
            openat "/proc/self/oom_score_adj"
            setsid
            keyctl NULL
            openat "/dev/null"
            dup3 0
            """;

    private static final String EXEC_AFTER_THE_BOUNDING_SET = """
            setgroups [0]
            setresgid 0
            setresuid 0
            capset
            prctl PR_SET_NO_NEW_PRIVS 1
            statx "/usr/local/sbin/sh"
            statx "/usr/local/bin/sh"
            statx "/usr/sbin/sh"
            statx "/usr/bin/sh"
            statx "/sbin/sh"
            statx "/bin/sh"
            faccessat2 "/bin/sh"
            prctl PR_SET_PDEATHSIG SIGKILL
            close_range 3
            rt_sigaction SIGHUP
            rt_sigaction SIGPIPE
            rt_sigprocmask []
            execve "/bin/sh" ["sh"]
            """;

    private String inside() {
        return Script.inShort(script.inside.transcript()).replace(ID, "ID");
    }

    @Test
    void first_everything_becomes_private_then_mounts_then_the_root_changes_then_what_shows_too_much_is_hidden() {
        namespaces();
        assertEquals(NAMESPACES, inside());
        assertEquals(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET, script.namespaces);
    }

    @Test
    void with_a_user_mapping_the_maps_come_first_and_the_wish_to_die_with_learnc_is_said_again() {
        mapping = new UserMapping(100000, 65536);
        namespaces();
        assertTrue(inside().startsWith("setgroups []\nsetresgid 0\nsetresuid 0\nprctl PR_SET_PDEATHSIG SIGKILL\nmount NULL \"/\" MS_REC|MS_PRIVATE NULL\n"), inside());
        assertTrue(script.host.text().contains("pathname=\"/proc/4711/uid_map\""), script.host.text());
        assertTrue(script.host.text().contains("buf=\"0 100000 65536\\n\""), script.host.text());
        assertTrue(inside().contains("mount \"/dev/null\" \"/proc/self/fd/5/null\" MS_BIND NULL"), inside());
        assertEquals(CLONE_NEWUSER, script.namespaces & CLONE_NEWUSER);
    }

    @Test
    void a_read_only_bind_is_read_only_before_it_is_attached() {
        volumes = List.of(new Volume.Bind("/src", "/data", true));
        namespaces();
        assertTrue(inside().contains("""
                open_tree "/src"
                mount_setattr "" MOUNT_ATTR_RDONLY
                statx ""
                openat2 "/data" RESOLVE_IN_ROOT
                statfs "/proc/self/fd/11"
                move_mount
                """), inside());
    }

    @Test
    void a_read_only_root_is_the_last_thing() {
        isReadOnly = true;
        namespaces();
        assertTrue(inside().endsWith("sethostname \"0123456789ab\"\nmount_setattr \"/\" MOUNT_ATTR_RDONLY\n"), inside());
    }

    @Test
    void the_ledger_is_told_of_the_process_with_its_start() {
        namespaces();
        assertEquals(new Made.Process(4711, 987), ledger.getLast());
    }

    @Test
    void whatever_call_is_refused_the_init_is_ended_and_nothing_further_is_done() {
        for (SystemCall refused : List.of(SystemCall.MOUNT, SystemCall.UMASK, SystemCall.MKNODAT, SystemCall.SYMLINKAT, SystemCall.OPENAT2,
                SystemCall.OPEN_TREE, SystemCall.MOVE_MOUNT, SystemCall.STATFS, SystemCall.FCHDIR, SystemCall.PIVOT_ROOT, SystemCall.UMOUNT2,
                SystemCall.CHDIR, SystemCall.MOUNT_SETATTR, SystemCall.SETHOSTNAME)) {
            var one = new Script();
            one.inside.refuse(refused, Errno.EPERM);
            assertThrows(KernelRefusal.class, () -> new Namespaces(one.hostKernel(), one, ledger::add, new Places("/var", "/run"))
                    .init(new Rootfs("/rootfs"), request()), refused.toString());
            assertTrue(one.inside.transcript().getLast().startsWith(refused.manualName() + "("), refused + ": " + one.inside.transcript().getLast());
            assertTrue(Script.inShort(one.host.transcript()).endsWith("pidfd_send_signal SIGKILL\nwaitid\n"), one.host.text());
            assertTrue(one.isReleased);
        }
    }

    @Test
    void rights_are_given_up_in_an_order_in_which_each_step_is_still_allowed() {
        exec();
        String transcript = inside();
        assertTrue(transcript.startsWith(EXEC_BEFORE_THE_BOUNDING_SET + "prctl PR_CAPBSET_DROP CAP_DAC_READ_SEARCH\n"), transcript);
        assertTrue(transcript.endsWith("prctl PR_CAPBSET_DROP CAP_CHECKPOINT_RESTORE\n" + EXEC_AFTER_THE_BOUNDING_SET), transcript);
        assertEquals(41 - 14, transcript.lines().filter(line -> line.startsWith("prctl PR_CAPBSET_DROP")).count());
    }

    @Test
    void another_user_than_root_loses_every_capability() {
        user = "7:8";
        exec();
        assertTrue(inside().contains("setgroups [8]\nsetresgid 8\nsetresuid 7\ncapset\n"), inside());
        assertTrue(script.inside.text().contains("datap={effective=0, permitted=0, inheritable=0}"), script.inside.text());
    }

    @Test
    void whatever_is_refused_no_program_is_executed() {
        for (SystemCall refused : List.of(SystemCall.PRCTL, SystemCall.SETGROUPS, SystemCall.SETRESGID, SystemCall.SETRESUID, SystemCall.CAPSET,
                SystemCall.KEYCTL, SystemCall.SETSID, SystemCall.CLOSE_RANGE, SystemCall.RT_SIGACTION, SystemCall.RT_SIGPROCMASK, SystemCall.GETCWD)) {
            var one = new Script();
            one.inside.refuse(refused, Errno.EPERM);
            assertThrows(KernelRefusal.class, () -> new Exec(one.hostKernel()).start(one.init(), CONFIG, request()), refused.toString());
            assertTrue(one.inside.transcript().getLast().startsWith(refused.manualName() + "("), refused + ": " + one.inside.transcript().getLast());
        }
    }

    @Test
    void a_working_directory_that_the_kernel_calls_unreachable_is_refused() {
        script.inside.answer(SystemCall.GETCWD, call -> Script.fill(Script.room(call, 0), "(unreachable)/work\0"));
        assertThrows(Failure.class, this::exec);
        assertTrue(script.inside.transcript().getLast().startsWith("getcwd("));
    }
}
