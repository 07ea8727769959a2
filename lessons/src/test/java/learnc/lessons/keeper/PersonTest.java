package learnc.lessons.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// As whom the notebook's server runs.
class PersonTest {

    private static final Path NOWHERE = Path.of("/nowhere");

    @Test
    void who_said_sudo_is_the_one() {
        Person person = Person.caller(Map.of("SUDO_UID", "1", "SUDO_GID", "1"), 0, NOWHERE);
        assertEquals("daemon", person.name());
        assertEquals(1, person.uid());
        assertTrue(person.running(List.of("x")).containsAll(List.of("--reuid=1", "--regid=1", "--init-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")));
    }

    @Test
    void roots_own_shell_makes_it_nobody() {
        assertEquals(new Person("nobody", 65534, 65534, NOWHERE), Person.caller(Map.of(), 0, NOWHERE));
        assertEquals(65534, Person.caller(Map.of("SUDO_UID", "0"), 0, NOWHERE).uid());
    }

    @Test
    void who_is_not_root_stays_who_he_is() {
        assertEquals(2, Person.caller(Map.of("SUDO_UID", "1"), 2, NOWHERE).uid());
    }
}
