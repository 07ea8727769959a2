package learnc.runtime.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LayerStoreTest {

    @TempDir
    Path folder;

    @Test
    void a_layer_may_be_named_by_either_registered_algorithm() {
        var store = new LayerStore(new Linux(UnaryOperator.identity()).host(), new Places(folder.toString(), folder + "/run"));
        var names = List.of(new Digest("sha256", "0".repeat(64)), new Digest("sha512", "f".repeat(128)));
        for (Digest name : names) {
            String unfinished = store.unfinishedPath();
            store.begin(unfinished);
            store.finish(unfinished, name);
        }
        Set<String> listed = new TreeSet<>();
        store.layers().forEach(layer -> listed.add(layer.toString()));
        assertEquals(Set.of(names.get(0).toString(), names.get(1).toString()), listed);
    }
}
