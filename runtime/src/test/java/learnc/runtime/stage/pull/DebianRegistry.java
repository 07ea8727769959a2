package learnc.runtime.stage.pull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Debian's docker-registry, on a free port of the loopback device, with an empty storage.
final class DebianRegistry implements AutoCloseable {

    private static final String LISTENING = "listening on 127.0.0.1:";

    private final Process process;
    private final String port;

    DebianRegistry(Path folder) throws IOException {
        this(folder, "");
    }

    /// A registry that speaks https.
    DebianRegistry(Path folder, Path certificate, Path key) throws IOException {
        this(folder, ", tls: {certificate: " + certificate + ", key: " + key + "}");
    }

    private DebianRegistry(Path folder, String httpOptions) throws IOException {
        Path config = Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: info}
                storage:
                  filesystem: {rootdirectory: %s}
                http: {addr: "127.0.0.1:0"%s}
                """.formatted(folder.resolve("registry"), httpOptions));
        process = new ProcessBuilder("docker-registry", "serve", config.toString()).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader();
        port = portIn(log);
        Thread.ofPlatform().daemon().start(() -> log.lines().forEach(_ -> { }));
    }

    private static String portIn(BufferedReader log) throws IOException {
        var seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            int at = line.indexOf(LISTENING);
            if (at >= 0) {
                return line.substring(at + LISTENING.length()).replaceFirst("[^0-9].*", "");
            }
            seen.append(line).append('\n');
        }
        throw new IOException("docker-registry does not start:\n" + seen);
    }

    /// `127.0.0.1:PORT`
    String address() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return Integer.parseInt(port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
