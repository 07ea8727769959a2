package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.Capability.CAP_CHOWN;
import static learnc.runtime.kernel.Capability.CAP_KILL;
import static learnc.runtime.kernel.Capability.CAP_NET_ADMIN;
import static learnc.runtime.kernel.Capability.CAP_SYS_RESOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Rights;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final long DOCKER = 0xa80425fbL;
    private static final long ALL_BUT_SYS_RESOURCE = 0x1fffeffffffL;

    private static long set(List<String> added, List<String> dropped) {
        return capabilities(added, dropped).set();
    }

    private static Capabilities capabilities(List<String> added, List<String> dropped) {
        return Capabilities.of(new Rights(added, dropped, false), new ProcessState(null, ALL_BUT_SYS_RESOURCE, ALL_BUT_SYS_RESOURCE, 0));
    }

    @Test
    void the_default_is_dockers_fourteen() {
        assertEquals(DOCKER, set(List.of(), List.of()));
        assertEquals(14, Long.bitCount(DOCKER));
    }

    @Test
    void names_work_with_and_without_cap_in_any_case() {
        assertEquals(DOCKER | CAP_NET_ADMIN.bit(), set(List.of("net_admin"), List.of()));
        assertEquals(DOCKER & ~CAP_KILL.bit(), set(List.of(), List.of("CAP_KILL")));
    }

    @Test
    void all_but_one_and_none_but_one() {
        assertEquals(ALL_BUT_SYS_RESOURCE & ~CAP_CHOWN.bit(), set(List.of("ALL"), List.of("CHOWN")));
        assertEquals(CAP_CHOWN.bit(), set(List.of("CHOWN"), List.of("all")));
        assertEquals(0, set(List.of(), List.of("ALL")));
    }

    @Test
    void all_means_all_that_learnc_has() {
        assertEquals(ALL_BUT_SYS_RESOURCE, set(List.of("ALL"), List.of()));
    }

    @Test
    void one_that_learnc_lacks_is_refused_when_it_is_named() {
        Failure failure = assertThrows(Failure.class, () -> set(List.of("SYS_RESOURCE"), List.of()));
        assertTrue(failure.getMessage().contains(CAP_SYS_RESOURCE + ": learnc does not have it itself"), failure.getMessage());
    }

    @Test
    void a_name_that_is_none_is_refused() {
        assertThrows(Failure.class, () -> set(List.of("FLY"), List.of()));
        assertThrows(Failure.class, () -> set(List.of(), List.of("FLY")));
    }

    @Test
    void another_user_than_root_keeps_none_but_the_bound_stays() {
        var door = new RecordingDoor();
        Capabilities capabilities = capabilities(List.of(), List.of());
        capabilities.limit(new Kernel(door));
        capabilities.keep(new Kernel(door), false);
        assertEquals(40 - 14 + 1, door.transcript().size());
        assertTrue(door.text().contains("prctl(op=PR_CAPBSET_DROP, arg2=CAP_SYS_ADMIN"), door.text());
        assertTrue(door.transcript().getLast().endsWith("datap={effective=0, permitted=0, inheritable=0})"), door.text());
    }
}
