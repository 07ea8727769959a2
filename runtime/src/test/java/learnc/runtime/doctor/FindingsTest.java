package learnc.runtime.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import learnc.runtime.doctor.Finding.Verdict;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void a_proof_that_ends_well_is_a_finding() {
        findings.need("x", () -> "seen");
        assertEquals(new Finding("x", Verdict.WORKS, "seen", ""), findings.all().getFirst());
    }

    @Test
    void a_failure_keeps_its_own_remedy() {
        findings.need("x", () -> {
            throw new Failure("asked for much\n  but got little\n  try: less");
        });
        assertEquals(new Finding("x", Verdict.FAILS, "asked for much; but got little", "less"), findings.all().getFirst());
    }

    @Test
    void a_refusal_of_the_kernel_is_told_with_its_cause_and_remedy() {
        Kernel refusing = new Kernel(new RecordingDoor().refuse(SystemCall.UNSHARE, Errno.EPERM));
        findings.wish("x", () -> {
            refusing.unshare(0);
            return "";
        });
        assertEquals(new Finding("x", Verdict.NOTE, "unshare: EPERM (Operation not permitted): new namespaces need CAP_SYS_ADMIN", "run learnc as root"),
                findings.all().getFirst());
    }

    @Test
    void what_cannot_be_proved_is_no_failure() {
        findings.need("x", () -> {
            throw new Unprovable("no disk", "buy one");
        });
        assertEquals(new Finding("x", Verdict.NOTE, "no disk", "buy one"), findings.all().getFirst());
        assertTrue(new Chapter("", findings.all()).isFine());
        findings.fails("y", "", "");
        assertFalse(new Chapter("", findings.all()).isFine());
    }

    @ParameterizedTest
    @CsvSource({"4.19.0-25-amd64, false", "5.10.0-28, false", "5.12.1, true", "6.1.0-56-amd64, true", "6.18.44-fc-v657, true", "10.0, true"})
    void a_kernel_without_mount_setattr_is_too_old(String release, boolean isOldEnough) {
        assertEquals(isOldEnough, Machine.isOldEnough(release));
    }

    @Test
    void throttling_is_read_from_either_versions_statistics() {
        assertEquals(7, LimitProofs.throttled("nr_periods 9\nnr_throttled 7\nthrottled_time 1\n"));
        assertEquals(7, LimitProofs.throttled("usage_usec 1\nnr_throttled 7\nthrottled_usec 2"));
        assertEquals(0, LimitProofs.throttled("usage_usec 1\n"));
    }
}
