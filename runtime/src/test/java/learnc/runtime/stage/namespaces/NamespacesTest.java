package learnc.runtime.stage.namespaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import learnc.runtime.RootTest;
import learnc.runtime.stage.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RootTest
@Timeout(60)
class NamespacesTest {

    private final Box box = new Box();

    @AfterEach
    void remove() {
        box.close();
    }

    @Test
    void the_program_is_process_number_one() {
        assertEquals("1\n", box.sh("echo $$"));
    }
}
