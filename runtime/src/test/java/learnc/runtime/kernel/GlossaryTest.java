package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlossaryTest {

    @Test
    void a_flag_is_explained_where_it_stands() {
        assertEquals("also everything that is mounted below", Glossary.of("MS_REC"));
        assertNull(Glossary.of("MS_INVENTED"));
    }

    @Test
    void every_capability_is_explained() {
        var silent = new ArrayList<Capability>();
        for (Capability capability : Capability.values()) {
            if (Glossary.of(capability.name()) == null) {
                silent.add(capability);
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void a_meaning_stands_behind_a_colon_and_so_is_no_sentence() {
        assertTrue(Glossary.all().size() > 150, Glossary.all().toString());
        Glossary.all().forEach((name, meaning) -> {
            assertTrue(!meaning.endsWith(".") && meaning.length() <= 80, name + ": " + meaning);
        });
    }
}
