package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessAgeTest {

    @Test
    void the_start_is_found_behind_a_program_name_with_brackets_and_spaces() {
        String stat = "42 (a) R 1 (b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20 21 22\n";
        assertEquals(777, ProcessAge.ofStat(stat));
    }

    @Test
    void a_process_that_has_ended_and_was_not_waited_for_is_none() {
        assertEquals(ProcessAge.NONE, ProcessAge.ofStat("42 (a) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20 21 22\n"));
    }
}
