package learnc.runtime.stage.pull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.Descriptor;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Shown;

/// One repository of a registry (OCI distribution specification, "Pull"): `GET /v2/REPOSITORY/manifests/TAG` and
/// `GET /v2/REPOSITORY/blobs/DIGEST` are all that it takes.
final class Registry implements Source {

    private static final String ACCEPT = String.join(", ", MediaTypes.OCI_INDEX, MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_INDEX,
            MediaTypes.DOCKER_MANIFEST);
    private static final int TOO_MANY_REQUESTS = 429;

    private final ImageReference name;
    private final URI repository;
    private final Http http;
    private final Access access;
    private final Patience patience;
    private final PullListener listener;

    Registry(ImageReference name, Credentials credentials, PullListener listener, Patience patience) {
        this.name = name;
        this.patience = patience;
        this.listener = listener;
        String server = name.registry().equals(ImageReference.DOCKER_HUB) ? "registry-1.docker.io" : name.registry();
        boolean isHere = Http.isLoopback(URI.create("https://" + server).getHost());
        repository = URI.create((isHere ? "http://" : "https://") + server + "/v2/" + name.repository() + "/");
        http = new Http(isHere, patience.silence());
        access = new Access(http, name.repository(), credentials);
    }

    static Registry of(Kernel host, ImageReference name, PullSettings settings) {
        Credentials credentials = settings.credentials() != null ? settings.credentials() : DockerLogins.of(host, name.registry());
        return new Registry(name, credentials, settings.listener(), Patience.USUAL);
    }

    @Override
    public Text text() {
        Text text = fetchText(name.tagOrDigest());
        if (name.digest() == null) {
            return text;
        }
        Digest received = Source.digest(name.digest(), text.content());
        if (!received.equals(name.digest())) {
            throw new Failure(server() + " sends another manifest than the one that was asked for, so it is not used.\n  expected: " + name.digest()
                    + "\n  received: " + received);
        }
        return new Text(text.content(), text.mediaType(), received);
    }

    @Override
    public Text text(Descriptor manifest) {
        return Source.checked(fetchText(manifest.digest().toString()).content(), manifest);
    }

    @Override
    public void copy(Descriptor blob, BlobWriter into, LongConsumer progress) {
        new Download(this, blob, into, progress, patience, listener).run();
    }

    private Text fetchText(String reference) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<Body> response = get(repository.resolve("manifests/" + reference), Map.of("Accept", ACCEPT));
            try (Body body = response.body()) {
                refuseUnless(200, response, "the manifest of " + name);
                return text(response.headers(), body.whole(LARGEST_TEXT_BYTES));
            } catch (IOException broken) {
                giveUpAfter(attempt, broken);
                patience.pause(attempt, 0);
            }
        }
    }

    private Text text(HttpHeaders headers, byte[] content) {
        if (content == null) {
            throw new Failure(server() + " sends a manifest of more than " + LARGEST_TEXT_BYTES + " bytes; no image needs that.");
        }
        Digest digest = Digest.sha256(content);
        String announced = headers.firstValue("Docker-Content-Digest").orElse("");
        if (announced.startsWith("sha256:") && !announced.equals(digest.toString())) {
            throw new Failure("the manifest does not match its digest, so it is not used.\n  expected: " + Shown.shortened(announced)
                    + "\n  received: " + digest + "\n  try: again; if it stays so, the registry is damaged or somebody has changed it");
        }
        return new Text(content, mediaType(headers, content), digest);
    }

    /// The text's own word counts; the header's where it has none.
    private static String mediaType(HttpHeaders headers, byte[] content) {
        JsonObject json = JsonObject.of(content, "the manifest");
        if (json.has("mediaType")) {
            return json.text("mediaType");
        }
        String header = headers.firstValue("Content-Type").orElse("");
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    }

    /// Asks for a blob, or for what follows the bytes that are here already.
    HttpResponse<Body> blob(Digest digest, long fromByte) {
        Map<String, String> range = fromByte == 0 ? Map.of() : Map.of("Range", "bytes=" + fromByte + "-");
        return get(repository.resolve("blobs/" + digest), range);
    }

    /// An answer that is neither "not now" nor "who are you". The body must be closed.
    private HttpResponse<Body> get(URI address, Map<String, String> headers) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<Body> response = withAccess(address, headers);
                boolean isBusy = response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() >= 500;
                if (!isBusy || attempt == patience.attempts()) {
                    return response;
                }
                response.body().close();
                patience.pause(attempt, seconds(response.headers().firstValue("Retry-After").orElse("")));
            } catch (IOException broken) {
                giveUpAfter(attempt, broken);
                patience.pause(attempt, 0);
            }
        }
    }

    private HttpResponse<Body> withAccess(URI address, Map<String, String> headers) throws IOException {
        String used = access.header();
        HttpResponse<Body> response = http.get(address, headers, used);
        if (response.statusCode() != 401 || !access.answer(response.headers(), used)) {
            return response;
        }
        response.body().close();
        return http.get(address, headers, access.header());
    }

    private void giveUpAfter(int attempt, IOException broken) {
        if (attempt == patience.attempts()) {
            throw new Failure("the connection with " + server() + " broke " + attempt + " times: " + Shown.shortened(String.valueOf(broken.getMessage()))
                    + ".\n  try: again later", broken);
        }
    }

    private static long seconds(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException date) {
            return 0;
        }
    }

    /// @throws Failure that says what the status means, with the registry's own words
    void refuseUnless(int expected, HttpResponse<Body> response, String what) throws IOException {
        int status = response.statusCode();
        if (status != expected) {
            throw new Failure(server() + " does not give us " + what + ": it answers " + status + words(response.body()) + ".\n  " + advice(status));
        }
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "likely because: there is no such image, or it is not for everybody\n  try: check the name; --creds USER:PASSWORD, or docker login";
            case 404 -> "likely because: there is no image of this name and tag there\n  try: check the spelling, and which tags there are";
            case TOO_MANY_REQUESTS -> "likely because: too many pulls came from this address\n  try: later, or with --creds USER:PASSWORD";
            default -> "try: again later; curl -v shows the whole answer";
        };
    }

    /// What the registry says itself, in the form that the specification gives for errors.
    private static String words(Body body) throws IOException {
        try {
            byte[] text = body.whole(LARGEST_TEXT_BYTES);
            List<JsonObject> errors = text == null ? List.of() : JsonObject.of(text, "the error").objects("errors");
            return errors.isEmpty() ? "" : " (" + Shown.shortened(errors.getFirst().text("message")) + ")";
        } catch (Failure noJson) {
            // A page for people, from a server on the way: the status alone is told.
            return "";
        }
    }

    String server() {
        return Shown.shortened(repository.getRawAuthority());
    }

    @Override
    public void close() {
        http.close();
    }
}
