package learnc.runtime.kernel;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.linux.Linux;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FolderTest {

    private static final int FAR_MORE_THAN_THE_STACK_HOLDS = 40_000;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final Kernel host = linux.host();
    private final Path folder;

    FolderTest() throws IOException {
        folder = Files.createTempDirectory("learnc-folder-");
    }

    @AfterEach
    void clearAway() throws IOException {
        Files.deleteIfExists(folder);
        linux.close();
    }

    @Test
    void a_tree_is_removed_however_deep_a_program_has_made_it() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        deepen(tree, FAR_MORE_THAN_THE_STACK_HOLDS);
        Folder.removeTree(host, tree.toString());
        assertFalse(Files.exists(tree));
    }

    @Test
    void a_symlink_in_a_tree_is_removed_and_what_it_points_to_stays() throws IOException {
        Path outside = Files.createFile(folder.resolve("outside"));
        Path tree = Files.createDirectories(folder.resolve("tree/a"));
        Files.createSymbolicLink(tree.resolve("link"), folder);
        Files.createFile(tree.resolve("file"));
        Folder.removeTree(host, folder.resolve("tree").toString());
        assertFalse(Files.exists(folder.resolve("tree")));
        assertTrue(Files.exists(outside));
        Files.delete(outside);
    }

    private void deepen(Path top, int levels) {
        int here = host.openat(AT_FDCWD, top.toString(), O_RDONLY | O_DIRECTORY, 0);
        for (int level = 0; level < levels; level++) {
            host.mkdirat(here, "d", 0700);
            int next = host.openat(here, "d", O_RDONLY | O_DIRECTORY, 0);
            host.close(here);
            here = next;
        }
        host.close(here);
    }
}
