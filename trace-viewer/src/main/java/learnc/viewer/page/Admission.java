package learnc.viewer.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets only the user's own browser through: who knows the random word in the address, has asked for this machine by its own
/// name (else a web site could point its name at us), and comes from no other page.
///
/// It also tells the browser, with every answer, that the page may load nothing from elsewhere and run no script but its own.
final class Admission extends Handler.Wrapper {

    private static final int TOKEN_BYTES = 18;
    private static final String POLICY = "default-src 'none'; script-src 'self'; img-src 'self' data: blob:; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; ";

    private final byte[] token = randomWord().getBytes(StandardCharsets.US_ASCII);
    private final String policy;

    /// @param frames what may be shown in a frame, and who may show us in one
    Admission(Handler handler, String frames) {
        super(handler);
        policy = POLICY + frames;
    }

    /// The word that every path begins with.
    String token() {
        return new String(token, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", policy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (!isForThisMachine(request) || !knowsTheWord(Request.getPathInContext(request))) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static boolean isForThisMachine(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        int port = Request.getLocalPort(request);
        boolean isOurs = ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
        HttpField origin = request.getHeaders().getField(HttpHeader.ORIGIN);
        return isOurs && (origin == null || ("http://" + host).equals(origin.getValue()));
    }

    /// Compared in the same time whatever is wrong with it.
    private boolean knowsTheWord(String path) {
        int end = path.indexOf('/', 1);
        return end > 0 && MessageDigest.isEqual(token, path.substring(1, end).getBytes(StandardCharsets.UTF_8));
    }

    private static String randomWord() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
