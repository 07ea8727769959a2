package learnc.viewer.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Answers the page: its own files, the trace as it lies on the disk, the Java files that it names, and the notes beside it.
final class PageHandler extends Handler.Abstract {

    private static final String INDEX = "index.html";
    private static final String MAIN = "main.js";
    /// The modules as one script: sixty requests would take longer than everything else together. Made before the browser asks.
    private static final byte[] SCRIPT = ModuleGraph.script(MAIN).getBytes(StandardCharsets.UTF_8);
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Path trace;
    private final Live live;
    private final NamedSources named;
    private final JavaSources sources = JavaSources.ofThisLearnc();
    private final Notes notes;

    /// @param live the run that is going on, or null
    PageHandler(Path trace, Live live) {
        this.trace = trace;
        this.live = live;
        named = new NamedSources(trace);
        notes = Notes.beside(trace);
    }

    /// Reads ahead which sources the trace names, while the browser still starts.
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (live == null) {
            Thread.ofPlatform().daemon().name("learnc-named-sources").start(named::readAhead);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        String name = path.substring(path.indexOf('/', 1) + 1);
        boolean isPost = HttpMethod.POST.is(request.getMethod());
        if (isPost && name.equals("notes")) {
            takeNotes(request, response, callback);
        } else if (isPost && live != null && name.equals("answer")) {
            takeAnswer(request, response, callback);
        } else if (!HttpMethod.GET.is(request.getMethod())) {
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        } else {
            give(name, request, response, callback);
        }
        return true;
    }

    private void give(String name, Request request, Response response, Callback callback) throws IOException {
        if (name.equals("trace") && live != null) {
            stream("application/octet-stream", live::sendTrace, response, callback);
        } else if (name.equals("live") && live != null) {
            stream("text/event-stream", live::sendMoments, response, callback);
        } else if (name.equals("trace")) {
            giveFile(request, response, callback);
        } else if (name.equals("notes")) {
            give(notes.json().getBytes(StandardCharsets.UTF_8), JSON, request, response, callback);
        } else if (name.startsWith("source/")) {
            give(source(name.substring("source/".length())), TEXT, request, response, callback);
        } else if (name.startsWith("export/")) {
            giveExport(name.substring("export/".length()), request, response, callback);
        } else {
            String file = name.isEmpty() ? INDEX : name;
            give(page(file), PageFiles.type(file), request, response, callback);
        }
    }

    /// From the mark a live page learns that somebody waits for its answers.
    private byte[] page(String file) {
        if (file.equals(MAIN)) {
            return SCRIPT;
        }
        if (live != null && file.equals(INDEX)) {
            return PageFiles.text(INDEX).replaceFirst("<html ", "<html data-live ").getBytes(StandardCharsets.UTF_8);
        }
        return PageFiles.bytes(file);
    }

    private interface Sender {
        void sendTo(OutputStream out) throws IOException;
    }

    /// An answer that lasts as long as the run. A browser that goes away ends it.
    private static void stream(String type, Sender sender, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            sender.sendTo(out);
            callback.succeeded();
        } catch (IOException gone) {
            callback.failed(gone);
        }
    }

    /// A file that is not there is no fault of the page's: it gets an empty answer, which no browser complains about. The trace of a live
    /// run is not yet whole, and comes from learnc itself, so it is not asked.
    private byte[] source(String path) throws IOException {
        String text = live != null || named.contains(path) ? sources.text(path) : null;
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private void giveFile(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        try (InputStream in = Files.newInputStream(trace); OutputStream out = Content.Sink.asOutputStream(response)) {
            in.transferTo(out);
        } catch (IOException gone) {
            Response.writeError(request, response, callback, gone);
            return;
        }
        callback.succeeded();
    }

    private void giveExport(String format, Request request, Response response, Callback callback) throws IOException {
        if (!Export.isFormat(format)) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"trace." + Export.extension(format) + "\"");
        new Export(trace).to(format, Content.Sink.asOutputStream(response));
        callback.succeeded();
    }

    private static void give(byte[] bytes, String type, Request request, Response response, Callback callback) {
        if (bytes == null) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return;
        }
        if (bytes.length == 0) {
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, BufferUtil.toBuffer(bytes), callback);
    }

    private void takeNotes(Request request, Response response, Callback callback) throws IOException {
        byte[] json;
        try (InputStream in = Content.Source.asInputStream(request)) {
            json = in.readNBytes(Notes.MOST_BYTES + 1);
        }
        try {
            if (json.length > Notes.MOST_BYTES) {
                throw new IllegalArgumentException("too long for notes");
            }
            notes.write(json);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
        } catch (IllegalArgumentException wrong) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        }
    }

    private void takeAnswer(Request request, Response response, Callback callback) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            Runnable decision = live.answer(in.readNBytes(Notes.MOST_BYTES));
            response.setStatus(HttpStatus.NO_CONTENT_204);
            // First the page gets its answer: the decision may be the end of this server.
            response.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(() -> {
                callback.succeeded();
                decision.run();
            }, callback::failed));
        } catch (IllegalArgumentException wrong) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
        }
    }
}
