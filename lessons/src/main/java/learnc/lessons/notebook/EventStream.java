package learnc.lessons.notebook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Server-Sent Events to one tab. No thread waits for a slow browser: what it has not yet taken is kept, up to a bound; then the
/// stream ends, and the browser asks anew for everything.
final class EventStream implements Events.Listener {

    private static final int MOST_KEPT = 16 << 20;
    private static final long BEAT_SECONDS = 5;
    private static final String BEAT = ":\n\n";

    private final Response response;
    private final Callback callback;
    private final Events events;
    private final StringBuilder kept = new StringBuilder();
    private ScheduledFuture<?> beat;
    private boolean isWriting;
    private boolean isOver;

    private EventStream(Response response, Callback callback, Events events) {
        this.response = response;
        this.callback = callback;
        this.events = events;
    }

    /// Answers a request with all events from now on.
    static void begin(Response response, Callback callback, Events events, ScheduledExecutorService clock) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        var stream = new EventStream(response, callback, events);
        stream.send("retry: 500\n\n");
        events.add(stream);
        stream.keepAlive(clock);
    }

    /// Only by writing one learns that a tab has been closed.
    private synchronized void keepAlive(ScheduledExecutorService clock) {
        beat = clock.scheduleWithFixedDelay(() -> send(BEAT), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void take(String name, String json, long told) {
        send("id: " + told + "\nevent: " + name + "\ndata: " + json + "\n\n");
    }

    private void send(String text) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            kept.append(text);
            if (kept.length() > MOST_KEPT) {
                end(new IllegalStateException("the browser does not listen"));
                return;
            }
            if (isWriting) {
                return;
            }
            isWriting = true;
        }
        writeNext();
    }

    private void writeNext() {
        ByteBuffer bytes;
        synchronized (this) {
            if (kept.isEmpty() || isOver) {
                isWriting = false;
                return;
            }
            bytes = StandardCharsets.UTF_8.encode(kept.toString());
            kept.setLength(0);
        }
        response.write(false, bytes, Callback.from(this::writeNext, this::end));
    }

    private void end(Throwable gone) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            kept.setLength(0);
            if (beat != null) {
                beat.cancel(false);
            }
        }
        events.remove(this);
        callback.failed(gone);
    }
}
