package learnc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an OCI runtime is given: a root file system with a static busybox, and `runc spec`'s own configuration, for `true`.
final class Bundle {

    private Bundle() {
    }

    static Path of(Path folder) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("rootfs/bin"));
        Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
        Files.createSymbolicLink(bin.resolve("true"), Path.of("busybox"));
        new ProcessBuilder("runc", "spec").directory(folder.toFile()).inheritIO().start().waitFor();
        var json = new ObjectMapper();
        Path file = folder.resolve("config.json");
        var config = (ObjectNode) json.readTree(file.toFile());
        var process = (ObjectNode) config.get("process");
        process.put("terminal", false);
        process.putArray("args").add("/bin/true");
        process.remove("rlimits");
        json.writeValue(file.toFile(), config);
        return folder;
    }
}
