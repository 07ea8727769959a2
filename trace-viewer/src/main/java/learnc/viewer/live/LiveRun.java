package learnc.viewer.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.MoreFrontEnds;
import learnc.runtime.trace.step.Pause;
import learnc.viewer.page.Live;
import learnc.viewer.page.PageServer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// One run at whose gate a page sits.
///
/// Several tabs may look at it; whichever answers first decides. When the run is over it stays as long as somebody has the page
/// open, because the page asks for Java files only when they are looked at.
final class LiveRun implements MoreFrontEnds.Seat, Live {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final long LOOK_AGAIN_MILLISECONDS = 200;
    private static final long RELOAD_SECONDS = 3;

    private final Consumer<String> say;
    private final Path folder;
    private final LiveTrace trace;
    private final PageServer server;
    private Moment moment = Moment.RUNNING;
    private Answer answer;
    private boolean isWhole;
    private boolean isDone;
    private boolean hasBeenRead;
    private int readers;

    LiveRun(Consumer<String> say) throws IOException {
        this.say = say;
        folder = Files.createTempDirectory("learnc-step");
        Path file = folder.resolve("trace.jsonl");
        trace = new LiveTrace(file, this::grown, this::over);
        server = PageServer.of(file, 0, this);
    }

    URI address() {
        return server.address();
    }

    @Override
    public EventWriter writer() {
        return trace;
    }

    @Override
    public synchronized Answer ask(Pause pause) {
        show(pause.isEnd() ? Moment.OVER : Moment.waiting(pause));
        answer = null;
        while (answer == null && !pause.isMoot().getAsBoolean() && !pause.isEnd()) {
            if (!await(LOOK_AGAIN_MILLISECONDS)) {
                break;
            }
        }
        show(pause.isEnd() ? Moment.OVER : Moment.RUNNING);
        return answer == null ? new Answer.Continue() : answer;
    }

    @Override
    public void letGo() {
        // The terminal was never taken.
    }

    @Override
    public Runnable answer(byte[] json) {
        Answer given = Answers.read(json);
        return () -> decide(given);
    }

    private synchronized void decide(Answer given) {
        answer = given;
        isDone = given instanceof Answer.Quit;
        notifyAll();
    }

    private void show(Moment next) {
        moment = next;
        notifyAll();
    }

    private synchronized void grown() {
        notifyAll();
    }

    /// The trace has its last line. Whoever looks at it may do so in peace; Ctrl-C ends that.
    private void over() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_DFL);
        synchronized (this) {
            isWhole = true;
            show(Moment.OVER);
            if (readers > 0) {
                say.accept("the run is over; the page stays until it is closed, or until Ctrl-C");
            }
            for (long idleSince = System.nanoTime(); !isDone && System.nanoTime() - idleSince < TimeUnit.SECONDS.toNanos(RELOAD_SECONDS) && (readers > 0 || hasBeenRead); ) {
                if (!await(LOOK_AGAIN_MILLISECONDS)) {
                    break;
                }
                idleSince = readers > 0 ? System.nanoTime() : idleSince;
            }
        }
        server.close();
        remove();
    }

    private void remove() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException left) {
            say.accept("cannot remove " + folder + ": " + left.getMessage());
        }
    }

    /// False when somebody wants this thread to stop.
    private boolean await(long milliseconds) {
        try {
            wait(milliseconds);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void sendTrace(OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve("trace.jsonl"))) {
            var piece = new byte[PIECE_BYTES];
            while (true) {
                boolean wasWhole = isWhole();
                int count = in.read(piece);
                if (count > 0) {
                    out.write(piece, 0, count);
                    out.flush();
                } else if (wasWhole) {
                    return;
                } else {
                    awaitMore();
                }
            }
        }
    }

    private synchronized boolean isWhole() {
        return isWhole;
    }

    private synchronized void awaitMore() throws IOException {
        if (!isWhole && !await(LOOK_AGAIN_MILLISECONDS)) {
            throw new IOException("stopped");
        }
    }

    @Override
    public void sendMoments(OutputStream out) throws IOException {
        enter();
        try {
            Moment shown = null;
            while (true) {
                Moment now = next(shown);
                // A comment, now and then: only by writing does one learn that the tab has been closed.
                out.write((now == shown ? ":\n\n" : "data: " + now.json() + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                shown = now;
            }
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        readers++;
        hasBeenRead = true;
    }

    private synchronized void leave() {
        readers--;
        notifyAll();
    }

    private synchronized Moment next(Moment shown) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (moment == shown && System.nanoTime() < end) {
            if (!await(LOOK_AGAIN_MILLISECONDS)) {
                throw new IOException("stopped");
            }
        }
        return moment;
    }
}
