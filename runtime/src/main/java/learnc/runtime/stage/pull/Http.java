package learnc.runtime.stage.pull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLException;

import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// HTTP as far as a registry needs it, with two rules of safety: plain `http` only between programs on this machine, and
/// no secret goes to any other server than the one it is for.
final class Http implements AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final int MOST_REDIRECTS = 8;

    private final HttpClient client;
    private final boolean mayBePlain;
    private final Duration patience;

    /// @param mayBePlain whether plain http to this machine is allowed: only when the registry itself is on this machine
    /// @param patience   how long a server may be silent in the middle of an answer
    Http(boolean mayBePlain, Duration patience) {
        this.mayBePlain = mayBePlain;
        this.patience = patience;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT).proxy(new EnvironmentProxy(System.getenv())).build();
    }

    /// Gets what is at an address, following redirects. The answer's body must be closed.
    ///
    /// @param authorization for the server of that address and no other; may be null
    /// @throws IOException when the line broke, so that another attempt makes sense
    /// @throws Failure     when it does not
    HttpResponse<Body> get(URI address, Map<String, String> headers, String authorization) throws IOException {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            refuseUnsafe(at);
            HttpResponse<Body> response = send(at, headers, isSameServer(address, at) ? authorization : null);
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            response.body().close();
            at = resolved(at, location.get());
        }
        throw new Failure(address.getHost() + " sends us from one address to the next without end.");
    }

    private HttpResponse<Body> send(URI at, Map<String, String> headers, String authorization) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(TO_ANSWER).header("User-Agent", "learnc");
        headers.forEach(request::header);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), _ -> new Body(patience));
        } catch (ConnectException | HttpTimeoutException refused) {
            throw new Failure("the registry " + server(at) + " cannot be reached: " + reason(refused) + ".\n"
                    + "  try: check the name and the network (curl -v " + at.getScheme() + "://" + at.getRawAuthority() + "/v2/)", refused);
        } catch (SSLException refused) {
            throw new Failure("no safe connection with " + server(at) + ": " + Shown.shortened(String.valueOf(refused.getMessage())) + ".\n"
                    + "  likely because: it speaks no https, or its certificate is not signed by anyone whom Java trusts\n"
                    + "  try: curl -v https://" + at.getRawAuthority() + "/v2/; plain http is spoken only with 127.0.0.1, ::1 and localhost", refused);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new Failure("the pull was interrupted.", interrupt);
        }
    }

    private static String reason(IOException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "there is no such host";
            }
        }
        return refused instanceof HttpTimeoutException ? "it does not answer"
                : refused.getMessage() == null ? "it refuses the connection" : Shown.shortened(refused.getMessage());
    }

    private void refuseUnsafe(URI at) {
        boolean isPlain = "http".equals(at.getScheme());
        if (!"https".equals(at.getScheme()) && !(isPlain && mayBePlain && isLoopback(at.getHost()))) {
            throw new Failure("the registry sends us to " + Shown.shortened(at.toString()) + ", which is not safe.\n"
                    + "  learnc speaks https, and plain http only with a registry on this machine.");
        }
    }

    private static URI resolved(URI at, String location) {
        try {
            URI next = at.resolve(URI.create(location));
            if (next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException noAddress) {
            // Told below, as an address without a host is.
        }
        throw new Failure(server(at) + " sends us to '" + Shown.shortened(location) + "', which is no address.");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean isSameServer(URI one, URI other) {
        return one.getScheme().equals(other.getScheme()) && one.getRawAuthority().equals(other.getRawAuthority());
    }

    /// Whether a host is this machine, by its very name: what a name server says does not count.
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.equals("::1") || isInLoopbackNet(host);
    }

    private static boolean isInLoopbackNet(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static String server(URI at) {
        return Shown.shortened(at.getRawAuthority());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
