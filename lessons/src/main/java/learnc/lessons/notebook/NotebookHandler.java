package learnc.lessons.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import learnc.lessons.notebook.page.NotebookPage;
import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Failure;

/// Answers the page: its own files, the [Api], and the events of a notebook.
final class NotebookHandler extends Handler.Abstract {

    private static final int MOST_BYTES = 4 << 20;
    private static final String JSON = "application/json";

    private final Desk desk;
    private final Api api;
    private final ScheduledExecutorService clock;

    NotebookHandler(Desk desk, ScheduledExecutorService clock) {
        this.desk = desk;
        this.api = new Api(desk);
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        String name = path.substring(path.indexOf('/', 1) + 1);
        boolean isPost = HttpMethod.POST.is(request.getMethod());
        try {
            if (!isPost && !HttpMethod.GET.is(request.getMethod())) {
                throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED_405, "GET or POST");
            }
            if (name.startsWith("api/")) {
                List<String> words = List.of(name.substring("api/".length()).split("/"));
                answer(words, isPost, request, response, callback);
            } else {
                give(name, response, callback);
            }
        } catch (Refusal refusal) {
            send(refusal.status(), refusal.json(), response, callback);
        } catch (Failure failure) {
            send(HttpStatus.INTERNAL_SERVER_ERROR_500, Json.message(failure.getMessage()), response, callback);
        }
        return true;
    }

    private void answer(List<String> words, boolean isPost, Request request, Response response, Callback callback) throws IOException {
        if (isPost) {
            String json = api.post(words, body(request));
            boolean isLater = words.getLast().equals("run");
            send(isLater ? HttpStatus.ACCEPTED_202 : HttpStatus.OK_200, json, response, callback);
        } else if (words.size() == 3 && words.getLast().equals("events")) {
            EventStream.begin(response, callback, desk.notebook(words.get(1)).events(), clock);
            // A page listens as soon as it is drawn: before that it needs the processors for itself.
            desk.prepare();
        } else if (words.size() == 4 && words.getFirst().equals("lesson") && words.get(2).equals("export")) {
            Download file = api.download(words);
            response.getHeaders().put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
            send(HttpStatus.OK_200, file.type(), file.bytes(), response, callback);
        } else {
            send(HttpStatus.OK_200, api.get(words, Request.extractQueryParameters(request).getValue("cell")), response, callback);
        }
    }

    private static JsonObject body(Request request) throws IOException {
        byte[] bytes;
        try (InputStream in = Content.Source.asInputStream(request)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(Refusal.TOO_LARGE, "more than " + MOST_BYTES + " bytes");
        }
        try {
            return JsonObject.of(bytes, "the request");
        } catch (Failure wrong) {
            throw new Refusal(Refusal.BAD_REQUEST, wrong.getMessage());
        }
    }

    private void give(String name, Response response, Callback callback) {
        byte[] bytes = NotebookPage.file(name);
        if (bytes == null) {
            throw new Refusal(Refusal.NOT_FOUND, "there is no file " + name);
        }
        send(bytes.length == 0 ? HttpStatus.NO_CONTENT_204 : HttpStatus.OK_200, NotebookPage.type(name), bytes, response, callback);
    }

    private static void send(int status, String json, Response response, Callback callback) {
        send(status, JSON, json.getBytes(StandardCharsets.UTF_8), response, callback);
    }

    private static void send(int status, String type, byte[] bytes, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, BufferUtil.toBuffer(bytes), callback);
    }
}
