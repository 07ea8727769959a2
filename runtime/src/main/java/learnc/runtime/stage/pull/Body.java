package learnc.runtime.stage.pull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.net.http.HttpResponse;

import learnc.runtime.spec.Failure;

/// The body of an answer, taken piece by piece: never more than a few pieces are in memory, and a server that falls silent is not waited
/// for without end. (`BodyHandlers.ofInputStream` would wait for ever.)
final class Body implements HttpResponse.BodySubscriber<Body>, AutoCloseable {

    /// One event of the stream: bytes, or its end, or its failure.
    private record Piece(List<ByteBuffer> bytes, Throwable failure) {
    }

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Duration patience;
    private List<ByteBuffer> present = List.of();
    private int next;

    Body(Duration patience) {
        this.patience = patience;
    }

    /// The next bytes, or null at the end.
    ///
    /// @throws IOException when the line broke, or nothing came for too long
    byte[] next() throws IOException {
        while (next == present.size()) {
            Piece piece = await();
            if (piece.failure != null) {
                throw new IOException(piece.failure.getMessage(), piece.failure);
            }
            if (piece.bytes == null) {
                pieces.add(piece);
                return null;
            }
            present = piece.bytes;
            next = 0;
            subscription.join().request(1);
        }
        ByteBuffer buffer = present.get(next++);
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Piece await() throws IOException {
        try {
            Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new IOException("nothing came for " + patience.toSeconds() + " seconds");
            }
            return piece;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new Failure("the pull was interrupted.", interrupt);
        }
    }

    /// The whole body, when it is no longer than this.
    ///
    /// @return null when it is longer
    byte[] whole(int mostBytes) throws IOException {
        var content = new ByteArrayOutputStream();
        for (byte[] bytes = next(); bytes != null; bytes = next()) {
            if (content.size() + bytes.length > mostBytes) {
                return null;
            }
            content.writeBytes(bytes);
        }
        return content.toByteArray();
    }

    /// Wants no more of it.
    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription.complete(begun);
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(null, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(null, null));
    }
}
