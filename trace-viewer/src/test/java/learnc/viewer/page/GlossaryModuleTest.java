package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import learnc.runtime.kernel.Glossary;
import org.junit.jupiter.api.Test;

class GlossaryModuleTest {

    @Test
    void the_page_knows_the_words_that_stand_beside_the_constants() {
        String module = PageFiles.text("words/glossary.js");
        assertTrue(module.contains("\n  MS_REC: \"also everything that is mounted below\",\n"), module);
        assertEquals(Glossary.all().size(), module.lines().filter(line -> line.startsWith("  ")).count());
        assertTrue(ModuleGraph.names("words/flags.js").contains("words/glossary.js"));
    }

    @Test
    void no_word_is_written_twice() {
        List<String> lines = PageFiles.text("words/flags.js").lines().filter(line -> line.matches("  \\w+: .*")).toList();
        assertFalse(lines.isEmpty());
        assertEquals(List.of(), lines.stream().filter(line -> Glossary.of(line.strip().split(":")[0]) != null).toList());
    }
}
