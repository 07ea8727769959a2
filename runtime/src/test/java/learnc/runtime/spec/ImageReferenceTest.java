package learnc.runtime.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageReferenceTest {

    private static final String SHA = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io/library/alpine:latest",
        "alpine:3.20, docker.io/library/alpine:3.20",
        "library/alpine, docker.io/library/alpine:latest",
        "docker.io/alpine, docker.io/library/alpine:latest",
        "index.docker.io/library/alpine, docker.io/library/alpine:latest",
        "learnc/shell, docker.io/learnc/shell:latest",
        "team/sub/app:v1, docker.io/team/sub/app:v1",
        "localhost/app, localhost/app:latest",
        "localhost:5000/a/b:tag, localhost:5000/a/b:tag",
        "host:5000/a/b:tag, host:5000/a/b:tag",
        "127.0.0.1:5000/a, 127.0.0.1:5000/a:latest",
        "[::1]:5000/a:1, '[::1]:5000/a:1'",
        "ghcr.io/Team, !lower case",
        "Registry.Example.ORG/a, Registry.Example.ORG/a:latest",
        "quay.io/a.b/c_d/e__f/g---h:T_1.-x, quay.io/a.b/c_d/e__f/g---h:T_1.-x",
        "cafe, docker.io/library/cafe:latest",
        "alpine@" + SHA + ", docker.io/library/alpine@" + SHA,
        "alpine:3@" + SHA + ", docker.io/library/alpine:3@" + SHA,
        "localhost:5000/alpine@" + SHA + ", localhost:5000/alpine@" + SHA,
        "'', !it is empty",
        "Alpine, !lower case",
        "al pine, !holds only",
        "alpine:, !1 to 128 characters",
        "alpine:-1, !starts with a letter",
        "alpine:a/b, !lower-case letters|!the registry's port",
        "alpine:ä, !only letters",
        "alpine@, !no digest",
        "alpine@sha256:abc, !no digest",
        "alpine@md5:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824, !no digest",
        "-alpine, !only between",
        "alpine-, !only between",
        "a..b, !only between",
        "a___b, !only between",
        "a._b, !only between",
        "a//b, !is empty",
        "/a, !is empty",
        "a/, !is empty",
        "../../etc/passwd, !no host name",
        "host:0/a, !port",
        "host:65536/a, !port",
        "host:port/a, !port",
        "-host.org/a, !no host name",
        "host..org/a, !no host name",
        "user@host.org/a, !no digest",
        "http://host.org/a, !port",
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824, !an image's ID",
    })
    void is_read_as_docker_reads_it_or_refused_with_the_reason(String text, String expected) {
        if (expected.startsWith("!")) {
            String message = assertThrows(Failure.class, () -> ImageReference.of(text)).getMessage();
            assertTrue(java.util.Arrays.stream(expected.split("\\|")).anyMatch(reason -> message.contains(reason.substring(1))), message);
            assertTrue(message.contains("try") || message.contains("digits"), message);
        } else {
            assertEquals(expected, ImageReference.of(text).toString());
            assertEquals(ImageReference.of(text), ImageReference.of(expected), "the full name is read back as the same");
        }
    }

    @Test
    void a_name_longer_than_255_characters_or_a_tag_longer_than_128_is_refused() {
        assertEquals(255, ImageReference.of("host.org/" + "a".repeat(246)).name().length());
        assertThrows(Failure.class, () -> ImageReference.of("host.org/" + "a".repeat(247)));
        assertEquals(128, ImageReference.of("a:" + "t".repeat(128)).tag().length());
        assertThrows(Failure.class, () -> ImageReference.of("a:" + "t".repeat(129)));
    }

    @ParameterizedTest
    @CsvSource({"alpine, alpine", "team/app:1, team/app", "ghcr.io/team/app, ghcr.io/team/app", "localhost:5000/a, localhost:5000/a"})
    void the_familiar_name_is_as_short_as_it_can_be(String text, String expected) {
        assertEquals(expected, ImageReference.of(text).familiarName());
    }

    @Test
    void a_message_never_carries_control_characters_or_endless_text_to_the_terminal() {
        String message = assertThrows(Failure.class, () -> ImageReference.of("\u001b[31m" + "x".repeat(5000))).getMessage();
        assertFalse(message.contains("\u001b"));
        assertTrue(message.length() < 600, message);
    }

    static java.util.List<String> wrongDigests() {
        String hex = SHA.substring(7);
        return java.util.List.of("", "sha256", "sha256:", hex, "sha256:" + hex.toUpperCase(java.util.Locale.ROOT), "sha256:" + hex + "0", "sha256:" + hex.substring(1) + "/",
                "sha512:" + hex, "SHA256:" + hex, "sha256:../" + hex.substring(3), "sha256: " + hex.substring(1));
    }

    @ParameterizedTest
    @MethodSource("wrongDigests")
    void what_is_no_digest_is_refused(String text) {
        assertTrue(assertThrows(Failure.class, () -> Digest.of(text)).getMessage().contains("is no digest"));
    }

    @Test
    void a_digest_is_the_checksum_of_its_content() {
        assertEquals(SHA, Digest.sha256("hello".getBytes()).toString());
        assertEquals("2cf24dba5fb0", Digest.of(SHA).shortHex());
        assertEquals(Digest.of(SHA), new Digest("sha256", SHA.substring(7)));
        Digest.of("sha512:" + "0".repeat(128));
    }

    @ParameterizedTest
    @CsvSource({"linux/amd64, linux/amd64, true", "linux/arm64, linux/arm64/v8, true", "linux/arm/v7, linux/arm/v6, false", "linux/arm/v7, linux/arm/v7, true",
        "linux/amd64, linux/arm64, false", "linux/amd64, windows/amd64, false"})
    void a_platform_accepts_what_runs_on_it(String wanted, String offered, boolean runs) {
        assertEquals(runs, Platform.of(wanted).accepts(Platform.of(offered)));
    }

    @ParameterizedTest
    @CsvSource({"''", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux/AMD64", "linux/am d64"})
    void what_is_no_platform_is_refused(String text) {
        assertTrue(assertThrows(Failure.class, () -> Platform.of(text)).getMessage().contains("is no platform"));
    }
}
