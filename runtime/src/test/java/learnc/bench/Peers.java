package learnc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// learnc, podman (with runc) and docker, each with a state directory of its own and with the same image.
final class Peers implements AutoCloseable {

    private final Path folder;
    private final Process dockerd;

    Peers(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        dockerd = new ProcessBuilder("dockerd", "--host", "unix://" + folder + "/docker.sock", "--data-root", folder + "/docker", "--exec-root", folder + "/docker-run",
                "--pidfile", folder + "/docker.pid", "--bridge", "none", "--iptables=false", "--ip-forward=false")
                .redirectErrorStream(true).redirectOutput(folder.resolve("dockerd.log").toFile()).start();
        awaitDocker();
    }

    private void awaitDocker() throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (new ProcessBuilder(docker("version")).redirectErrorStream(true).redirectOutput(folder.resolve("version.log").toFile()).start().waitFor() != 0) {
            if (System.nanoTime() > end || !dockerd.isAlive()) {
                throw new IOException("dockerd does not answer: " + Files.readString(folder.resolve("dockerd.log")));
            }
        }
    }

    /// Lets learnc make its own image, and gives it to the others.
    String image() throws IOException, InterruptedException {
        run(learnc("run", "--network", "none", "learnc/shell", "true"));
        awaitStartUpCache();
        String name = "localhost/learnc/shell:latest";
        run(List.of("skopeo", "copy", "-q", "--insecure-policy", "oci:" + folder + "/learnc/images:docker.io/learnc/shell:latest", "docker-archive:" + folder + "/image.tar:" + name));
        run(docker("load", "-q", "-i", folder + "/image.tar"));
        run(podman("load", "-q", "-i", folder + "/image.tar"));
        return name;
    }

    /// learnc makes it in the background after the first start of a new build; until then each start takes longer.
    static void awaitStartUpCache() throws IOException, InterruptedException {
        Path target = Path.of(System.getProperty("learnc.command", "./learnc")).toAbsolutePath().resolveSibling("runtime/target");
        Path version = target.resolve("learnc.aot.version");
        long end = System.nanoTime() + 180_000_000_000L;
        while (!Files.exists(version) || Files.getLastModifiedTime(version).compareTo(Files.getLastModifiedTime(target.resolve("learnc.jar"))) < 0) {
            if (System.nanoTime() > end) {
                throw new IOException("no start-up cache after three minutes: " + version);
            }
            Thread.sleep(500);
        }
    }

    List<String> learnc(String... words) {
        return command(List.of("env", "LEARNC_ROOT=" + folder + "/learnc", "LEARNC_RUN=" + folder + "/learnc-run", System.getProperty("learnc.command", "./learnc")), words);
    }

    List<String> podman(String... words) {
        return command(List.of("podman", "--root", folder + "/podman", "--runroot", folder + "/podman-run", "--cgroup-manager", "cgroupfs",
                "--events-backend", "file", "--runtime", "runc"), words);
    }

    List<String> docker(String... words) {
        return command(List.of("docker", "--host", "unix://" + folder + "/docker.sock"), words);
    }

    private static List<String> command(List<String> front, String... words) {
        var all = new ArrayList<>(front);
        all.addAll(List.of(words));
        return all;
    }

    static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    @Override
    public void close() throws InterruptedException {
        dockerd.destroy();
        dockerd.waitFor();
    }
}
