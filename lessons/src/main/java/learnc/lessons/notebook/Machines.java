package learnc.lessons.notebook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import jdk.jshell.SourceCodeAnalysis;
import learnc.lessons.cell.CellMachine;
import learnc.lessons.cell.Cells;
import learnc.lessons.kit.StartUp;

/// Java machines for notebooks, of which one is always warm: nobody waits a second for the first cell, or after a crash.
final class Machines implements AutoCloseable {

    private final Supplier<CellMachine> source;
    private CompletableFuture<Cells> spare;
    private boolean isClosed;

    /// @param source gives machines that do not run yet
    Machines(Supplier<CellMachine> source) {
        this.source = source;
    }

    /// Starts one in the background, unless one is warm.
    synchronized void prepare() {
        if (spare == null && !isClosed) {
            var started = new CompletableFuture<Cells>();
            spare = started;
            Thread.ofPlatform().daemon().name("spare").start(() -> start(started));
        }
    }

    private void start(CompletableFuture<Cells> started) {
        var cells = new Cells(source, StartUp.statements());
        try {
            cells.start();
            cells.warmUp();
            started.complete(cells);
        } catch (RuntimeException refused) {
            cells.close();
            started.completeExceptionally(refused);
        }
    }

    /// The warm one, or the next that gets warm.
    ///
    /// @throws learnc.runtime.spec.Failure when it does not start
    Cells take() {
        CompletableFuture<Cells> mine;
        synchronized (this) {
            prepare();
            mine = spare;
            spare = null;
        }
        if (mine == null) {
            throw new IllegalStateException("the notebook is closed");
        }
        try {
            return mine.join();
        } catch (CompletionException refused) {
            throw refused.getCause() instanceof RuntimeException cause ? cause : refused;
        }
    }

    /// Asks the warm one what it knows about Java.
    <T> T ask(Function<SourceCodeAnalysis, T> question) {
        CompletableFuture<Cells> warm;
        synchronized (this) {
            prepare();
            warm = spare;
        }
        try {
            return warm.join().ask(question);
        } catch (CompletionException refused) {
            forget(warm);
            throw refused.getCause() instanceof RuntimeException cause ? cause : refused;
        }
    }

    /// One that did not start is no reason not to try another one.
    private synchronized void forget(CompletableFuture<Cells> failed) {
        if (spare == failed) {
            spare = null;
        }
    }

    @Override
    public void close() {
        CompletableFuture<Cells> last;
        synchronized (this) {
            isClosed = true;
            last = spare;
            spare = null;
        }
        if (last != null) {
            try {
                last.join().close();
            } catch (CompletionException neverStarted) {
                // Then nothing of it is left.
            }
        }
    }
}
