package learnc.runtime.leftovers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.BusyboxImage;
import learnc.runtime.RootTest;
import learnc.runtime.experiment.Experiment;
import learnc.runtime.leftovers.Playground.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Experiments on the real kernel: what was predicted happens, the host comes to no harm, and nothing is left.
@RootTest
@Timeout(300)
class BrokenOnPurposeTest {

    @TempDir
    static Path folder;

    private static Playground playground;
    private static Census before;

    @BeforeAll
    static void unpackTheImageOnce() throws IOException, InterruptedException {
        playground = new Playground(folder);
        assertEquals(new Ended(0, "", ""), playground.learnc("run", BusyboxImage.NAME, "true").end());
        before = playground.census(null);
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        assertEquals("", playground.census(before).difference(before));
    }

    @AfterAll
    static void removePlayground() {
        if (playground != null) {
            playground.close();
        }
    }

    private static Ended run(String... words) throws IOException {
        var all = new ArrayList<>(List.of("run", "--network", "none"));
        all.addAll(List.of(words));
        return playground.learnc(all.toArray(String[]::new)).end();
    }

    private static Ended experiment(Experiment experiment, String... command) throws IOException {
        var words = new ArrayList<>(List.of("--pids-limit", "30", "--experiment", experiment.word(), BusyboxImage.NAME));
        words.addAll(List.of(command));
        return run(words.toArray(String[]::new));
    }

    private static void happened(Ended ended, int exitCode, String... facts) {
        assertEquals(exitCode, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("experiment predicted  "), ended.err());
        for (String fact : facts) {
            assertTrue(ended.err().contains("experiment happened   " + fact), "not said: " + fact + "\n" + ended.err());
        }
    }

    @Test
    void a_container_that_is_not_broken_shows_none_of_the_facts() throws IOException {
        Ended ended = run("--inject", "sethostname:delay=1ms", BusyboxImage.NAME, "true");
        assertEquals("""

                experiment asked for  --inject sethostname:delay=1ms: happened once
                experiment happened   the program ended with 0
                """, ended.err());
    }

    @Test
    void without_sethostname_the_program_sees_the_hosts_name() throws IOException {
        Ended ended = experiment(Experiment.HOSTNAME, "cat", "/proc/sys/kernel/hostname");
        assertEquals(java.nio.file.Files.readString(Path.of("/proc/sys/kernel/hostname")), ended.out());
        happened(ended, 0, "the program saw the host's name, " + ended.out().strip());
    }

    @Test
    void mounts_that_are_not_private_spill_over_but_not_to_the_host() throws IOException {
        Ended ended = experiment(Experiment.SHARED_MOUNTS, "true");
        assertTrue(ended.err().matches("(?s).*experiment happened   \\d+ mounts of the container appeared in the mount table that stood in for the host's: .*/rootfs/proc.*"), ended.err());
        happened(ended, 125, "the program was never started");
        assertTrue(ended.err().contains("it answered: EINVAL"), ended.err());
    }

    @Test
    void after_chroot_the_root_of_the_mount_namespace_is_still_the_hosts() throws IOException {
        Ended ended = experiment(Experiment.CHROOT, "ls", "/bin/busybox");
        assertEquals("/bin/busybox\n", ended.out());
        happened(ended, 0, "the root of the container's mount namespace is still the host's");
    }

    @Test
    void a_limit_that_comes_late_is_noticed_before_the_program_starts() throws IOException {
        happened(experiment(Experiment.LATE_LIMIT, "true"), 125, "the program was never started", "learnc gave up");
    }

    @Test
    void who_gives_up_capabilities_first_stays_root() throws IOException {
        Ended ended = run("-u", "1000", "--experiment", Experiment.LATE_USER.word(), BusyboxImage.NAME, "busybox", "grep", "^Uid", "/proc/self/status");
        assertEquals("Uid:\t0\t0\t0\t0\n", ended.out(), ended.err());
        happened(ended, 0, "made only after capset: setresuid = -1 EPERM (Operation not permitted)", "the program ended with 0");
    }

    @Test
    void mounts_that_are_made_private_late_have_spilled_over_by_then() throws IOException {
        Ended ended = experiment(Experiment.LATE_PRIVATE, "true");
        happened(ended, 0, "made only after mount: mount = 0", "the program ended with 0");
        assertTrue(ended.err().matches("(?s).*experiment happened   \\d mounts of the container appeared in the mount table that stood in for the host's: .*/rootfs/proc.*"), ended.err());
    }

    @Test
    void two_calls_can_be_exchanged_and_the_trace_shows_both() throws IOException {
        Ended ended = run("-u", "1000", "--trace", "--swap", "setresgid,setresuid", BusyboxImage.NAME, "busybox", "id", "-g");
        assertEquals("0\n", ended.out(), ended.err());
        assertTrue(ended.err().contains("setresgid(rgid=0, egid=0, sgid=0) = 0 (HELD until setresuid)"), ended.err());
        assertTrue(ended.err().contains("setresuid(ruid=1000, euid=1000, suid=1000) = 0 (THEN setresgid = 0)"), ended.err());
    }

    @Test
    void a_call_for_which_the_other_never_comes_is_never_made() throws IOException {
        Ended ended = run("--hold", "sethostname:until=fsync:when=100", BusyboxImage.NAME, "cat", "/proc/sys/kernel/hostname");
        assertTrue(ended.err().contains("experiment happened   never made, because the other call never came: sethostname"), ended.err());
        assertTrue(ended.err().contains("experiment happened   the program saw the host's name"), ended.err());
    }

    @Test
    void a_call_for_which_the_other_comes_too_late_is_made_by_nobody() throws IOException {
        // learnc's own setns, for looking what has spilled over, comes after the program.
        Ended ended = run("--hold", "sethostname:until=setns", BusyboxImage.NAME, "true");
        assertEquals(0, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("experiment happened   made only after setns: sethostname = ? (nobody is there any more to make it)"), ended.err());
    }

    @Test
    void after_execve_there_is_nobody_who_could_make_a_call() throws IOException {
        Ended ended = run("--hold", "umask:door=inside:when=2:until=execve", BusyboxImage.NAME, "true");
        assertEquals(125, ended.exitCode());
        assertTrue(ended.err().contains("after execve the process is the program"), ended.err());
    }

    @Test
    void without_dockers_list_root_has_every_capability() throws IOException {
        Ended ended = experiment(Experiment.CAPABILITIES, "busybox", "grep", "CapBnd", "/proc/self/status");
        happened(ended, 0, "it kept every capability");
        assertTrue((Long.parseLong(ended.out().replaceAll("\\W*CapBnd\\W*", "").strip(), 16) & 1L << 21) != 0, ended.out());
    }

    @Test
    void without_no_new_privs_a_setuid_program_could_give_rights() throws IOException {
        Ended ended = experiment(Experiment.NEW_PRIVILEGES, "busybox", "grep", "NoNewPrivs", "/proc/self/status");
        assertEquals("NoNewPrivs:\t0\n", ended.out());
        happened(ended, 0, "a setuid program could have given it more rights");
    }

    @Test
    void an_open_proc_shows_the_whole_machine() throws IOException {
        Ended ended = experiment(Experiment.OPEN_PROC, "busybox", "sh", "-c", "busybox grep -c ' /proc/' /proc/self/mountinfo; true");
        assertEquals("0\n", ended.out(), ended.err());
        happened(ended, 0, "nothing of /proc and /sys was covered");
    }

    @Test
    void a_refusal_in_the_middle_stops_the_run_and_is_taken_back() throws IOException {
        happened(experiment(Experiment.REFUSED_PIVOT, "true"), 125, "the program was never started", "learnc gave up");
        happened(experiment(Experiment.REFUSED_CGROUP, "true"), 125, "the program was never started", "learnc gave up");
    }

    @Test
    void every_experiment_is_in_this_test() {
        assertEquals(List.of("hostname", "shared-mounts", "chroot", "late-limit", "late-user", "late-private", "capabilities", "new-privileges", "open-proc", "refused-pivot", "refused-cgroup"),
                List.of(Experiment.values()).stream().map(Experiment::word).toList());
    }

    @Test
    void behind_the_guard_a_program_on_the_hosts_root_can_write_nothing_there() throws IOException {
        // The worst case: the container's root is never changed, so the program stands in the host's.
        Ended ended = run("--skip", "pivot_root", "--skip", "umount2:target=.", BusyboxImage.NAME, "/bin/sh", "-c", "touch " + folder + "/harm && echo harmed");
        assertEquals("", ended.out(), ended.err());
        assertTrue(!folder.resolve("harm").toFile().exists(), ended.err());
    }

    @Test
    void the_trace_tells_what_was_done_to_a_call() throws IOException {
        Ended ended = run("--trace", "--skip", "sethostname", "--inject", "pivot_root:error=EPERM", BusyboxImage.NAME, "true");
        assertTrue(ended.err().contains("pivot_root(new_root=\".\", put_old=\".\") = -1 EPERM (Operation not permitted) (INJECTED)"), ended.err());
        Ended other = run("--trace", "--skip", "sethostname", BusyboxImage.NAME, "true");
        assertTrue(other.err().contains(" = 0 (SKIPPED)"), other.err());
    }

    @Test
    void a_run_whose_program_is_watched_is_broken_as_well() throws IOException {
        Ended ended = run("--trace-payload", "--skip", "sethostname", BusyboxImage.NAME, "true");
        assertTrue(ended.err().contains("experiment asked for  --skip sethostname: happened once"), ended.err());
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_done() throws IOException {
        for (List<String> words : List.of(List.of("--inject", "mount"), List.of("--inject", "mount:error=EWHATEVER"), List.of("--inject", "no_such_call:error=EPERM"),
                List.of("--inject", "mount:delay=long"), List.of("--inject", "mount:error=EPERM:when=0"), List.of("--skip", "openat"), List.of("--skip", "clone3"),
                List.of("--skip", "mount:target"), List.of("--instead", "mount=bind"), List.of("--hold", "write:path=x"), List.of("--hold", "openat:until=execve"), List.of("--hold", "umask:until=no_such_call"), List.of("--swap", "capset"),
                List.of("--swap", "read,write"), List.of("--experiment", "nothing"))) {
            Ended ended = run(words.get(0), words.get(1), BusyboxImage.NAME, "true");
            assertEquals(2, ended.exitCode(), words + ended.err());
            assertTrue(ended.err().startsWith("learnc: " + words.getFirst()), ended.err());
        }
    }
}
