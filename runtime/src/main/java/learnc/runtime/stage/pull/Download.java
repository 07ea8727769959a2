package learnc.runtime.stage.pull;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// One blob from a registry. When the line breaks, only the rest is asked for; when it breaks again and again without a single
/// byte in between, the download is given up. What has come by then stays for the next pull.
final class Download {

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int MOST_BREAKS = 100;

    private final Registry registry;
    private final Descriptor blob;
    private final BlobWriter into;
    private final LongConsumer progress;
    private final Patience patience;
    private final PullListener listener;

    Download(Registry registry, Descriptor blob, BlobWriter into, LongConsumer progress, Patience patience, PullListener listener) {
        this.registry = registry;
        this.blob = blob;
        this.into = into;
        this.progress = progress;
        this.patience = patience;
        this.listener = listener;
    }

    void run() {
        if (into.sizeBytes() > blob.sizeBytes()) {
            into.startAgain();
        }
        int fruitless = 0;
        for (int breaks = 1; into.sizeBytes() < blob.sizeBytes(); breaks++) {
            long before = into.sizeBytes();
            try {
                attempt();
            } catch (IOException broken) {
                fruitless = into.sizeBytes() > before ? 1 : fruitless + 1;
                giveUp(fruitless >= patience.attempts() || breaks == MOST_BREAKS, breaks, broken);
                listener.again(blob, Shown.shortened(String.valueOf(broken.getMessage())));
                patience.pause(fruitless, 0);
            }
        }
    }

    private void giveUp(boolean isHopeless, int breaks, IOException broken) {
        if (isHopeless) {
            throw new Failure("the download of " + blob.digest().shortHex() + " from " + registry.server() + " broke " + breaks + " times, last at byte "
                    + into.sizeBytes() + " of " + blob.sizeBytes() + ": " + Shown.shortened(String.valueOf(broken.getMessage()))
                    + ".\n  try: again later; what has come is kept", broken);
        }
    }

    private void attempt() throws IOException {
        HttpResponse<Body> response = registry.blob(blob.digest(), into.sizeBytes());
        try (Body body = response.body()) {
            begin(response);
            refuseOtherLength(response.headers().firstValueAsLong("Content-Length"));
            for (byte[] bytes = body.next(); bytes != null; bytes = body.next()) {
                refuseMore(bytes.length);
                into.write(bytes, 0, bytes.length);
                progress.accept(into.sizeBytes());
            }
        }
        if (into.sizeBytes() < blob.sizeBytes()) {
            throw new IOException("the answer ended after " + into.sizeBytes() + " of " + blob.sizeBytes() + " bytes");
        }
    }

    /// A registry that cannot give a part gives the whole; then we begin again as well.
    private void begin(HttpResponse<Body> response) throws IOException {
        if (into.sizeBytes() > 0 && response.statusCode() == PARTIAL_CONTENT) {
            String range = response.headers().firstValue("Content-Range").orElse("");
            if (!range.startsWith("bytes " + into.sizeBytes() + "-")) {
                throw contradiction("was asked for the bytes from " + into.sizeBytes() + " and sends '" + Shown.shortened(range) + "'");
            }
        } else if (into.sizeBytes() > 0 && response.statusCode() == RANGE_NOT_SATISFIABLE) {
            into.startAgain();
            throw new IOException("the registry does not give the rest");
        } else {
            registry.refuseUnless(200, response, "the part " + blob.digest());
            into.startAgain();
        }
    }

    private void refuseOtherLength(OptionalLong announced) {
        long missing = blob.sizeBytes() - into.sizeBytes();
        if (announced.isPresent() && announced.getAsLong() != missing) {
            throw contradiction("announces " + announced.getAsLong() + " bytes, but by the manifest " + missing + " are missing");
        }
    }

    private void refuseMore(int count) {
        if (into.sizeBytes() + count > blob.sizeBytes()) {
            throw contradiction("sends more than the " + blob.sizeBytes() + " bytes that the manifest promises");
        }
    }

    private Failure contradiction(String what) {
        into.discard();
        return new Failure(registry.server() + " contradicts itself about " + blob.digest() + ": it " + what + ".\n  Nothing of it is used.\n"
                + "  try: again; if it stays so, the registry is damaged, or a server on the way changes its answers");
    }
}
