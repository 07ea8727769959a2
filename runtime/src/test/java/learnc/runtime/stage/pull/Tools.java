package learnc.runtime.stage.pull;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Other people's programs, as makers of images and as witnesses.
final class Tools {

    private Tools() {
    }

    /// Skips the test, and says why, where one of these Debian packages is missing.
    static void need(String... commands) {
        for (String command : commands) {
            neededProgram(command, "docker-registry skopeo umoci busybox-static");
        }
    }

    /// Runs a command that must succeed.
    ///
    /// @return what it wrote to standard output
    static String run(String... command) throws Exception {
        Path errors = Files.createTempFile("learnc-test", ".err");
        try {
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + read(errors));
            return output;
        } finally {
            Files.delete(errors);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException failure) {
            return failure.toString();
        }
    }

    /// Lets umoci make an OCI layout with an image of two layers: a busybox, and a text.
    static void makeLayout(Path layout, Path scratch, String tag) throws Exception {
        String image = layout + ":" + tag;
        run("umoci", "init", "--layout", layout.toString());
        run("umoci", "new", "--image", image);
        run("umoci", "unpack", "--rootless", "--image", image, scratch.toString());
        Files.createDirectories(scratch.resolve("rootfs/bin"));
        Files.copy(Path.of("/usr/bin/busybox"), scratch.resolve("rootfs/bin/sh"));
        run("umoci", "repack", "--refresh-bundle", "--image", image, scratch.toString());
        Files.writeString(scratch.resolve("rootfs/hello"), "hello " + tag + "\n");
        run("umoci", "repack", "--image", image, scratch.toString());
        run("umoci", "config", "--image", image, "--config.entrypoint", "/bin/sh", "--config.cmd", "-c", "--config.cmd", "cat /hello",
                "--config.env", "GREETING=hello you", "--config.workingdir", "/bin", "--config.user", "7:8", "--config.stopsignal", "SIGINT",
                "--config.exposedports", "80/tcp", "--config.volume", "/cache", "--config.label", "a=b", "--no-history");
    }
}
