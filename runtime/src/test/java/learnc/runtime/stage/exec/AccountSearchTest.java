package learnc.runtime.stage.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;

class AccountSearchTest {

    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/sh
            # a comment
            ann:x:1000:100:Ann:/home/ann:/bin/sh
            42:x:1042:1042::/home/number:/bin/sh
            broken:x
            bob:x:1001:100
            """;
    private static final String GROUP = """
            root:x:0:root
            users:x:100:
            wheel:x:10:root,ann
            audio:x:29:ann,bob
            anne:x:30:anne
            """;

    private static Account find(String wanted, String... furtherGroups) {
        return new AccountSearch(PASSWD, GROUP).find(wanted, List.of(furtherGroups));
    }

    @Test
    void nobody_named_means_root_with_roots_groups_and_home() {
        assertEquals(new Account(0, 0, List.of(0, 10), "/root"), find(""));
    }

    @Test
    void a_name_brings_its_group_its_further_groups_and_its_home() {
        assertEquals(new Account(1000, 100, List.of(100, 10, 29), "/home/ann"), find("ann"));
    }

    @Test
    void a_number_finds_the_same_line_as_its_name() {
        assertEquals(find("ann"), find("1000"));
    }

    @Test
    void a_number_without_a_line_is_taken_as_it_is_in_group_0_without_a_home() {
        assertEquals(new Account(4711, 0, List.of(0), "/"), find("4711"));
    }

    @Test
    void a_name_that_looks_like_a_number_is_found_by_name() {
        assertEquals(1042, find("42").user());
    }

    @Test
    void a_group_that_is_given_replaces_all_groups_of_the_user() {
        assertEquals(new Account(1000, 29, List.of(29), "/home/ann"), find("ann:audio"));
        assertEquals(new Account(1000, 777, List.of(777), "/home/ann"), find("ann:777"));
        assertEquals(new Account(0, 10, List.of(10), "/root"), find(":wheel"));
    }

    @Test
    void further_groups_come_behind_once_each() {
        assertEquals(List.of(100, 10, 29, 5), find("ann", "audio", "5", "5").groups());
    }

    @Test
    void a_line_without_a_home_means_the_root_directory() {
        assertEquals(new Account(1001, 100, List.of(100, 29), "/"), find("bob"));
    }

    @Test
    void an_unknown_user_is_refused_in_dockers_words() {
        Failure failure = assertThrows(Failure.class, () -> find("nobody"));
        assertTrue(failure.getMessage().startsWith("unable to find user nobody: no matching entries in passwd file"), failure.getMessage());
        assertEquals(125, failure.exitCode());
    }

    @Test
    void an_unknown_group_is_refused_in_dockers_words() {
        Failure failure = assertThrows(Failure.class, () -> find("ann:staff"));
        assertTrue(failure.getMessage().startsWith("unable to find group staff: no matching entries in group file"), failure.getMessage());
    }

    @Test
    void numbers_beyond_31_bits_and_below_zero_are_refused() {
        assertThrows(Failure.class, () -> find("2147483648"));
        assertThrows(Failure.class, () -> find("-1"));
        assertThrows(Failure.class, () -> find("+0"));
        assertThrows(Failure.class, () -> find("0:4294967295"));
    }

    @Test
    void lists_that_are_missing_still_allow_numbers_and_root() {
        var nothing = new AccountSearch("", "");
        assertEquals(new Account(0, 0, List.of(0), "/"), nothing.find("", List.of()));
        assertEquals(new Account(7, 8, List.of(8), "/"), nothing.find("7:8", List.of()));
    }
}
