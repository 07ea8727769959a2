package learnc.runtime.stage.pull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import learnc.runtime.spec.Failure;

/// A user's name and password (or access token) for one registry.
///
/// @param user   without a colon
/// @param secret never shown
public record Credentials(String user, String secret) {

    /// Reads `user:secret`.
    ///
    /// @throws Failure when there is no colon
    public static Credentials of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new Failure("credentials are written USER:PASSWORD.\n  try: --creds=\"$USER:$(cat password-file)\"");
        }
        return new Credentials(text.substring(0, colon), text.substring(colon + 1));
    }

    /// The header of HTTP's "Basic" authentication (RFC 7617).
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /// Only the name: a record would show the secret too.
    @Override
    public String toString() {
        return user + ":…";
    }
}
