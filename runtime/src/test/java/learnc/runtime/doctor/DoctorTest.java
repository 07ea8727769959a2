package learnc.runtime.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.cgroup.MountLine;
import learnc.runtime.doctor.Finding.Verdict;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RootTest
@Timeout(300)
class DoctorTest {

    private static final long PROOF_BYTES = 64 << 20;

    @TempDir
    Path folder;

    private List<Finding> examine(UnaryOperator<Door> watch) {
        try (var linux = new Linux(watch)) {
            var places = new Places(folder + "/lib/learnc", folder + "/run/learnc");
            return new Doctor(linux.host(), linux, places).examine().stream().flatMap(chapter -> chapter.findings().stream()).toList();
        }
    }

    private static Finding of(String subject, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.subject().equals(subject)).findFirst().orElseThrow(() -> new AssertionError(subject + " in " + findings));
    }

    @Test
    void everything_that_a_run_needs_works_on_a_machine_that_runs_these_tests() {
        List<Finding> findings = examine(UnaryOperator.identity());
        assertEquals(List.of(), findings.stream().filter(finding -> finding.verdict() == Verdict.FAILS).toList());
        for (String subject : List.of("mount", "pid", "uts", "ipc", "network", "cgroup", "overlay", "bridge and cable", "--memory", "--cpus", "--pids-limit")) {
            assertEquals(Verdict.WORKS, of(subject, findings).verdict(), subject);
        }
        assertEquals("a process that took 64 MiB of its 16 was killed", of("--memory", findings).detail().replaceAll(" \\(.*", ""));
        assertEquals("a second process was refused with EAGAIN", of("--pids-limit", findings).detail());
    }

    @Test
    void the_examination_leaves_nothing() {
        try (var linux = new Linux(UnaryOperator.identity())) {
            List<MountLine> mounts = ourMounts(linux);
            var groups = new Witness();
            try (var examined = new Linux(groups)) {
                new Doctor(examined.host(), examined, new Places(folder + "/lib/learnc", folder + "/run/learnc")).examine();
            }
            assertEquals(mounts, ourMounts(linux));
            assertFalse(Files.exists(folder.resolve("lib")), "a directory that was not there before is gone again");
            assertFalse(Files.exists(folder.resolve("run")));
            assertTrue(groups.made.size() > 5, "the witness has seen groups being made");
            groups.made.forEach(path -> assertFalse(new Group(linux.host(), path).exists(), path));
        }
    }

    /// Other tests mount at the same time, but elsewhere.
    private List<MountLine> ourMounts(Linux linux) {
        return MountLine.all(WholeFile.text(linux.host(), "/proc/self/mountinfo")).stream()
                .filter(mount -> mount.mountPoint().startsWith("/sys") || mount.mountPoint().startsWith(folder.toString())).toList();
    }

    @Test
    void a_limit_that_is_written_but_has_no_effect_is_found_out() {
        Finding memory = of("--memory", examine(GenerousMemory::new));
        assertEquals(Verdict.FAILS, memory.verdict());
        assertEquals("a process took 64 MiB although its limit is 16", memory.detail());
    }

    @Test
    void a_group_that_nobody_is_in_is_reported_as_left_over() {
        String id = UUID.randomUUID().toString().replace("-", "");
        try (var linux = new Linux(UnaryOperator.identity())) {
            Hierarchy last = Hierarchies.mounted(linux.host()).getLast();
            learnc.runtime.kernel.Folder.makeAll(linux.host(), last.directory("/learnc-" + id), 0755);
            try {
                var findings = new Leftovers(linux.host(), new Places(folder + "/lib", folder + "/run")).findings();
                assertTrue(of("control groups", findings).detail().contains(id.substring(0, 12)), findings::toString);
            } finally {
                new CgroupRemoval(linux.host()).remove(last.directory("/learnc-" + id));
            }
        }
    }

    /// Notes which groups are made.
    private static final class Witness implements UnaryOperator<Door> {
        private final List<String> made = new ArrayList<>();

        @Override
        public Door apply(Door door) {
            return new Door() {
                @Override
                public long pass(Call call) {
                    if (call.systemCall() == SystemCall.MKDIRAT && call.toString().contains("/learnc-") && call.toString().contains("cgroup")
                            && door.actor().name().equals("host")) {
                        made.add(((Argument.Text) call.arguments().get(1)).value());
                    }
                    return door.pass(call);
                }

                @Override
                public Actor actor() {
                    return door.actor();
                }
            };
        }
    }

    /// A machine on which a process gets all the memory that it asks for.
    private record GenerousMemory(Door door) implements Door {
        @Override
        public long pass(Call call) {
            boolean isTheProof = call.systemCall() == SystemCall.MMAP && ((Argument.Word) call.arguments().get(1)).value() == PROOF_BYTES;
            return isTheProof ? 0x10000 : door.pass(call);
        }

        @Override
        public Actor actor() {
            return door.actor();
        }
    }
}
