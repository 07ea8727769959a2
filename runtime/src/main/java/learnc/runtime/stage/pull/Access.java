package learnc.runtime.stage.pull;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// The permission to read one repository. Most registries give it to everybody, but want it to be asked for: they answer 401 and name
/// a server that hands out tokens (the "token authentication" of Docker's registry, which OCI registries share).
final class Access {

    private static final int LARGEST_TOKEN_BYTES = 256 * 1024;

    private final Http http;
    private final String repository;
    private final Credentials credentials;
    private String header;

    /// @param credentials null for none
    Access(Http http, String repository, Credentials credentials) {
        this.http = http;
        this.repository = repository;
        this.credentials = credentials;
    }

    /// What to send with each request; null at first.
    synchronized String header() {
        return header;
    }

    /// Does what a 401 demands. Several threads may be refused at once; the first of them asks.
    ///
    /// @param used the header that was refused
    /// @return whether another attempt makes sense
    synchronized boolean answer(HttpHeaders refusal, String used) throws IOException {
        if (!Objects.equals(used, header)) {
            return true;
        }
        for (String value : refusal.allValues("WWW-Authenticate")) {
            Challenge challenge = Challenge.of(value);
            if (challenge.scheme().equals("bearer")) {
                return changed(token(challenge));
            }
            if (challenge.scheme().equals("basic") && credentials != null) {
                return changed(credentials.basic());
            }
        }
        return false;
    }

    private boolean changed(String next) {
        boolean isNew = !next.equals(header);
        header = next;
        return isNew;
    }

    private String token(Challenge challenge) throws IOException {
        URI address = address(challenge);
        HttpResponse<Body> response = http.get(address, Map.of("Accept", "application/json"), credentials == null ? null : credentials.basic());
        try (Body body = response.body()) {
            if (response.statusCode() != 200) {
                throw new Failure("the token server " + Shown.shortened(address.getHost()) + " answers " + response.statusCode() + ".\n"
                        + (credentials == null ? "  try: --creds USER:PASSWORD, or docker login" : "  try: check the user name and the password"));
            }
            byte[] text = body.whole(LARGEST_TOKEN_BYTES);
            if (text == null) {
                throw new Failure("the token server " + Shown.shortened(address.getHost()) + " answers without end.");
            }
            return "Bearer " + token(JsonObject.of(text, "the token server's answer"));
        }
    }

    private static String token(JsonObject answer) {
        String token = answer.has("token") ? answer.text("token") : answer.text("access_token");
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Failure("the token server's answer holds no token.");
        }
        return token;
    }

    private URI address(Challenge challenge) {
        String realm = challenge.parameter("realm");
        String scope = challenge.parameter("scope").isEmpty() ? "repository:" + repository + ":pull" : challenge.parameter("scope");
        String query = (realm.indexOf('?') < 0 ? "?" : "&") + "service=" + encoded(challenge.parameter("service")) + "&scope=" + encoded(scope);
        try {
            URI address = URI.create(realm + query);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Told below, as an address without a host is.
        }
        throw new Failure("the registry names '" + Shown.shortened(realm) + "' as its token server, which is no address.");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
