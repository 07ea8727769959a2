package learnc.lessons.notebook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import learnc.lessons.cell.CellMachine;
import learnc.lessons.notebook.page.NotebookPage;
import learnc.lessons.text.Lessons;
import learnc.lessons.render.Prose;
import learnc.viewer.page.LocalServer;

/// Serves the lessons as notebooks to one student.
public final class NotebookServer implements AutoCloseable {

    /// The trace viewer stands in a frame of the page, and the page has letters of its own.
    private static final String FRAMES = "frame-src 'self'; frame-ancestors 'self'; font-src 'self'";

    private final Desk desk;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().name("beat").factory());
    private final LocalServer server;

    /// Starts to serve.
    ///
    /// @param lessons  the course
    /// @param folder   the student's own
    /// @param prose    renders what stands between the cells
    /// @param machines gives machines for cells
    /// @param port     0 for any that is free
    /// @throws IOException when that port is taken
    public NotebookServer(Lessons lessons, Path folder, Prose prose, Supplier<CellMachine> machines, int port) throws IOException {
        NotebookPage.prepare();
        desk = new Desk(lessons, folder, prose, machines);
        server = LocalServer.of(new NotebookHandler(desk, clock), FRAMES, port);
    }

    /// The address of the page.
    ///
    /// @param lesson a number or a name, to begin with that lesson; or null
    public URI address(String lesson) {
        String name = lesson == null ? null : desk.named(lesson);
        return name == null ? server.address() : server.address().resolve("#" + name);
    }

    /// Waits until it is closed.
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        server.close();
        desk.close();
        clock.shutdownNow();
    }
}
