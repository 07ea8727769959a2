package learnc.runtime.stage.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    @Test
    void a_bearer_challenge_names_its_token_server() {
        Challenge challenge = Challenge.of("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a/b:pull,push\"");
        assertEquals("bearer", challenge.scheme());
        assertEquals("https://auth.docker.io/token", challenge.parameter("realm"));
        assertEquals("registry.docker.io", challenge.parameter("service"));
        assertEquals("repository:a/b:pull,push", challenge.parameter("scope"));
        assertEquals("", challenge.parameter("error"));
    }

    @Test
    void spaces_and_missing_quotes_do_no_harm() {
        Challenge challenge = Challenge.of("BEARER Realm=https://a/b , service = \"x\"");
        assertEquals("bearer", challenge.scheme());
        assertEquals("https://a/b", challenge.parameter("realm"));
        assertEquals(Map.of(), Challenge.of("Basic").parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "Bearer =", "Bearer realm=\"", "Bearer ,,,", "Bearer a=\"b\",c"})
    void nonsense_is_no_challenge_but_no_accident_either(String header) {
        Challenge.of(header).parameter("realm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "localhost", "[::1]", "::1"})
    void this_machine_is_known_by_its_names(String host) {
        assertEquals(true, Http.isLoopback(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "127.0.0.1.example.org", "127.0.0", "127.1", "127.a.0.1", "localhost.example.org", "0.0.0.0", "[::2]", "example.org"})
    void no_other_name_is_this_machine(String host) {
        assertEquals(false, Http.isLoopback(host));
    }

    @Test
    void a_proxy_is_taken_from_the_environment_but_never_for_this_machine() {
        var proxy = new EnvironmentProxy(Map.of("https_proxy", "http://proxy.example.org:8080", "NO_PROXY", "internal.example.org, .lab"));
        assertEquals("proxy.example.org:8080", proxy.select(URI.create("https://ghcr.io/v2/")).getFirst().address().toString().replace("/<unresolved>", ""));
        for (String direct : new String[] {"http://127.0.0.1:5000/", "https://a.internal.example.org/", "https://registry.lab/"}) {
            assertEquals(Proxy.NO_PROXY, proxy.select(URI.create(direct)).getFirst(), direct);
        }
        assertEquals(Proxy.NO_PROXY, new EnvironmentProxy(Map.of()).select(URI.create("https://ghcr.io/")).getFirst());
    }
}
