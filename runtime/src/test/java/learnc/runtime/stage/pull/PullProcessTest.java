package learnc.runtime.stage.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import learnc.runtime.LearncProcess;
import learnc.runtime.spec.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `learnc pull` as a process: over https, killed in the middle, two at once.
@Timeout(300)
class PullProcessTest {

    @TempDir
    Path folder;

    private final Map<Process, Path> errors = new HashMap<>();

    /// What a process did.
    private record Outcome(int exitCode, String out, String err) {
    }

    private Process start(List<String> javaOptions, String... words) throws Exception {
        List<String> command = LearncProcess.command(words);
        command.addAll(1, javaOptions);
        command.addAll(List.of("--root", folder + "/root", "--run", folder + "/run"));
        Path err = Files.createTempFile(folder, "learnc", ".err");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("DOCKER_CONFIG", folder.toString());
        Process process = builder.start();
        errors.put(process, err);
        return process;
    }

    private Outcome end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(errors.get(process)));
    }

    private Outcome learnc(List<String> javaOptions, String... words) throws Exception {
        return end(start(javaOptions, words));
    }

    @Test
    void https_is_spoken_with_every_host_but_this_machine_and_only_with_a_certificate_that_java_trusts() throws Exception {
        Tools.need("docker-registry", "skopeo", "umoci", "busybox", "openssl");
        Path certificate = folder.resolve("registry.crt");
        Path key = folder.resolve("registry.key");
        Tools.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=registry.example.org",
                "-addext", "subjectAltName=DNS:registry.example.org", "-keyout", key.toString(), "-out", certificate.toString());
        Path trusted = folder.resolve("trusted.p12");
        Tools.run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-importcert", "-noprompt", "-alias", "registry",
                "-file", certificate.toString(), "-keystore", trusted.toString(), "-storepass", "changeit");
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 registry.example.org other.example.org\n");
        Tools.makeLayout(folder.resolve("layout"), folder.resolve("bundle"), "one");
        try (DebianRegistry registry = new DebianRegistry(folder, certificate, key); DebianRegistry plain = new DebianRegistry(folder)) {
            Tools.run("skopeo", "copy", "-q", "--dest-tls-verify=false", "oci:" + folder.resolve("layout") + ":one", "docker://" + registry.address() + "/box:1");
            List<String> names = List.of("-Djdk.net.hosts.file=" + hosts);
            List<String> trust = List.of(names.getFirst(), "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=changeit");
            Outcome pulled = learnc(trust, "pull", "-q", "registry.example.org:" + registry.port() + "/box:1");
            assertEquals(new Outcome(0, Digest.sha256(Tools.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + registry.address() + "/box:1")
                    .getBytes()) + "\n", ""), pulled);
            refused(learnc(names, "pull", "registry.example.org:" + registry.port() + "/box:2"), "no safe connection with registry.example.org", "certificate");
            refused(learnc(trust, "pull", "other.example.org:" + registry.port() + "/box:1"), "no safe connection with other.example.org");
            refused(learnc(trust, "pull", "registry.example.org:" + plain.port() + "/box:1"), "it speaks no https");
        }
    }

    private static void refused(Outcome outcome, String... words) {
        assertEquals(125, outcome.exitCode, outcome.toString());
        assertEquals("", outcome.out);
        for (String word : words) {
            assertTrue(outcome.err.contains(word), outcome.err);
        }
        assertFalse(outcome.err.contains("\tat "), outcome.err);
    }

    @Test
    void a_login_of_docker_is_used_and_its_secret_shown_nowhere() throws Exception {
        FakeImage image = new FakeImage(1);
        try (FakeRegistry registry = new FakeRegistry(image)) {
            registry.page(FakeRegistry.MANIFEST, exchange -> (exchange.getRequestHeaders().containsKey("Authorization")
                    ? FakeRegistry.content(image.manifest) : FakeRegistry.status(401, "WWW-Authenticate", "Basic realm=\"x\"")).handle(exchange));
            refused(learnc(List.of(), "pull", "--platform", "linux/amd64", registry.image().toString()), "answers 401");
            Files.writeString(folder.resolve("config.json"), "{\"auths\":{\"" + registry.address() + "\":{\"auth\":\"bWU6c2VjcmV0\"}}}");
            Outcome pulled = learnc(List.of(), "pull", "--platform", "linux/amd64", "--trace", registry.image().toString());
            assertEquals(0, pulled.exitCode, pulled.err);
            assertTrue(registry.secrets.stream().allMatch(secret -> secret.endsWith(" Basic bWU6c2VjcmV0")), registry.secrets.toString());
            assertTrue(pulled.err.contains("renameat2("), "the files are in the trace");
        }
    }

    @Test
    void a_pull_that_is_killed_leaves_no_image_and_the_next_goes_on_where_it_was() throws Exception {
        FakeImage image = new FakeImage(1);
        byte[] layer = Arrays.copyOf(image.layers.getFirst(), 1_000_000);
        image.layers.set(0, layer);
        image.config = image.config("amd64");
        image.manifest = image.manifest();
        var isOver = new CountDownLatch(1);
        try (FakeRegistry registry = new FakeRegistry(image)) {
            registry.page(FakeRegistry.blobPath(layer), exchange -> {
                exchange.sendResponseHeaders(200, layer.length);
                exchange.getResponseBody().write(layer, 0, 700_000);
                exchange.getResponseBody().flush();
                await(isOver);
            });
            Path part = folder.resolve("root/images/incoming/sha256-" + Digest.sha256(layer).hex());
            Process killed = start(List.of(), "pull", "--platform", "linux/amd64", registry.image().toString());
            while (!Files.exists(part) || Files.size(part) < 500_000) {
                assertTrue(killed.isAlive());
                LockSupport.parkNanos(5_000_000);
            }
            killed.destroyForcibly().waitFor();
            isOver.countDown();
            long kept = Files.size(part);
            assertEquals("REPOSITORY   TAG   IMAGE ID   PLATFORM   SIZE\n", learnc(List.of(), "images").out);
            registry.blob(layer);
            Outcome pulled = learnc(List.of(), "pull", "--platform", "linux/amd64", registry.image().toString());
            assertEquals(0, pulled.exitCode, pulled.err);
            assertEquals(FakeRegistry.blobPath(layer) + " bytes=" + kept + "-", registry.requests.getLast());
            assertFalse(Files.exists(part));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void two_learncs_that_pull_the_same_image_at_once_share_the_work() throws Exception {
        FakeImage image = new FakeImage(4);
        try (FakeRegistry registry = new FakeRegistry(image)) {
            Process one = start(List.of(), "pull", "-q", "--platform", "linux/amd64", registry.image().toString());
            Process other = start(List.of(), "pull", "-q", "--platform", "linux/amd64", registry.image().toString());
            Outcome expected = new Outcome(0, Digest.sha256(image.manifest) + "\n", "");
            assertEquals(expected, end(one));
            assertEquals(expected, end(other));
            for (byte[] layer : image.layers) {
                assertEquals(1, registry.requests.stream().filter(FakeRegistry.blobPath(layer)::equals).count());
            }
        }
    }
}
