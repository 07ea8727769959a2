package learnc.lessons.notebook.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A notebook's server that runs nothing: it answers as the real one does, and what comes out of a cell is written down beforehand.
/// So the page can be tested without a machine, and with everything that a machine may say.
final class FakeNotebook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WORD = "/word/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
            + "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
    static final String LESSON = "07-uts-namespace";

    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<LinkedBlockingQueue<String>> listeners = new ArrayList<>();
    private final Map<String, ObjectNode> cells = new LinkedHashMap<>();
    private final ArrayDeque<String> deleted = new ArrayDeque<>();
    private final Map<String, ObjectNode> bin = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, ArrayNode> results = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private HttpServer server;
    private ObjectNode machine = JSON.createObjectNode().put("state", "none").put("since", 0).put("valid", true);
    private String running;
    private boolean isFull;
    private int version = 1;
    private int told;
    private int count;
    private int inserted;

    FakeNotebook() throws IOException {
        listen(0);
    }

    /// Serves; after [#silence()] at the same address again.
    private void listen(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + WORD;
    }

    /// Answers nobody any more, as a server that was killed.
    void silence() {
        server.stop(0);
        synchronized (this) {
            listeners.forEach(listener -> listener.add(""));
            listeners.clear();
        }
    }

    /// Answers again.
    void speak() throws IOException {
        listen(server.getAddress().getPort());
    }

    /// What was posted so far, as `run {"cells":["a"]}`, without the tab.
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /// What stands in a cell.
    synchronized String source(String id) {
        return cells.get(id).get("source").asText();
    }

    synchronized List<String> order() {
        return List.copyOf(order);
    }

    /// Adds a cell at the end, and says what comes out when it runs.
    ///
    /// @param outputs JSON, with ' for "
    FakeNotebook with(String id, String kind, String source, String outputs) throws IOException {
        ObjectNode cell = JSON.createObjectNode().put("id", id).put("kind", kind).put("source", source).put("original", source).put("line", 10 + order.size()).put("status", "never").put("version", 1);
        cell.set("outputs", JSON.createArrayNode());
        cells.put(id, cell);
        order.add(id);
        results.put(id, (ArrayNode) JSON.readTree(outputs.replace('\'', '"')));
        return this;
    }

    FakeNotebook question(String id, String question, String... choices) throws IOException {
        with(id, "predict", question, "[]");
        ObjectNode predict = cells.get(id).putObject("predict").put("question", question);
        ArrayNode all = predict.putArray("choices");
        List.of(choices).forEach(all::add);
        return this;
    }

    /// Another tab, or another program, writes into a cell.
    synchronized void write(String id, String source) {
        cells.get(id).put("source", source).put("version", ++version).put("by", "another");
        ObjectNode edited = JSON.createObjectNode().put("cell", id).put("source", source).put("version", version).put("tab", "another");
        tell("edited", edited);
    }

    /// The same, and nobody is told: the page learns it when it saves.
    synchronized void writeSecretly(String id, String source) {
        cells.get(id).put("source", source).put("version", ++version).put("by", "another");
    }

    /// Another program has written the file: everybody asks for all of it.
    synchronized void lessonChanged() {
        tell("lesson", JSON.createObjectNode());
    }

    /// Lets the cell that runs print.
    synchronized void print(String stream, String text) {
        ObjectNode output = JSON.createObjectNode().put("cell", running);
        output.putObject("output").put("kind", "text").put("stream", stream).put("text", text);
        tell("output", output);
    }

    /// What the machine says of itself, as `{'slow':true}`.
    synchronized void machine(String more) throws IOException {
        JSON.readerForUpdating(machine).readValue(more.replace('\'', '"'));
        tell("machine", machine);
    }

    // What a request does.

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (!path.startsWith(WORD)) {
                give(exchange, 403, "text/plain", new byte[0]);
            } else if (path.startsWith(WORD + "api/")) {
                answer(exchange, path.substring(WORD.length() + 4).split("/"));
            } else {
                String name = path.substring(WORD.length());
                byte[] file = NotebookPage.file(name);
                give(exchange, file == null ? 404 : file.length == 0 ? 204 : 200, file == null ? "text/plain" : NotebookPage.type(name), file == null ? new byte[0] : file);
            }
        } catch (RuntimeException wrong) {
            throw new IOException(wrong);
        }
    }

    private void answer(HttpExchange exchange, String[] words) throws IOException {
        String what = words.length > 2 ? words[2] : "";
        if (words[0].equals("lessons")) {
            give(exchange, 200, lessons());
        } else if (what.equals("events")) {
            stream(exchange);
        } else if (what.equals("export")) {
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"lesson." + words[3] + "\"");
            give(exchange, 200, "application/octet-stream", "exported".getBytes(StandardCharsets.UTF_8));
        } else if (exchange.getRequestMethod().equals("GET")) {
            give(exchange, 200, got(what));
        } else {
            ObjectNode body = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            String tab = body.remove("tab").asText();
            ObjectNode answer = posted(what, body, tab);
            give(exchange, answer.path("refused").asInt(200), answer);
        }
    }

    private synchronized ObjectNode got(String what) {
        ObjectNode answer = JSON.createObjectNode();
        switch (what) {
            case "variables" -> answer.putArray("variables").addObject().put("name", "init").put("type", "Init").put("value", "puppet 4711");
            case "history" -> answer.putArray("history").addObject().put("at", "2026-11-24T01:02:03Z").put("cell", order.getFirst()).put("count", 1).put("source", "var init = newInit();").put("status", "ok");
            default -> {
                answer.put("name", LESSON).put("title", "The UTS namespace").put("version", version).put("told", told).put("html", html());
                ArrayNode all = answer.putArray("cells");
                order.forEach(id -> all.add(cells.get(id)));
                answer.set("machine", machine);
                answer.set("queue", JSON.valueToTree(queue));
                ArrayNode gone = answer.putArray("bin");
                deleted.forEach(id -> gone.addObject().put("id", id).put("source", bin.get(id).get("source").asText()));
            }
        }
        return answer;
    }

    private synchronized ObjectNode lessons() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("lessons");
        String[] titles = {"A container is a process", "Docker from afar: who does what", "An image is files plus JSON", "Pull by hand: a registry is a web server", "Layers, and how they are unpacked", "Overlay: one tree out of many", "The UTS namespace"};
        for (int i = 0; i < titles.length; i++) {
            all.addObject().put("name", i == 6 ? LESSON : "0" + (i + 1) + "-lesson").put("number", "0" + (i + 1)).put("title", titles[i]).put("cells", 8 + i).put("ok", i < 2 ? 8 + i : i == 2 ? 4 : 0).put("copied", i == 2);
        }
        return answer;
    }

    /// As the renderer writes it.
    private String html() {
        var html = new StringBuilder("""
                <div class="sect1"><h2 id="_the_question">The question</h2><div class="sectionbody"><div class="paragraph"><p>You type <code>docker run --hostname box</code>, \
                and inside the machine is called <em>box</em>. Outside nothing has changed. Where does a name live, and how can there be two of them on one kernel?</p></div>
                """);
        int half = order.size() / 2;
        for (int i = 0; i < order.size(); i++) {
            if (i == half) {
                html.append("</div></div><div class=\"sect1\"><h2 id=\"_two_names\">Two names, one kernel</h2><div class=\"sectionbody\">"
                        + "<div class=\"paragraph\"><p>A namespace holds the name: see <a href=\"#_the_question\">the question</a>, and <a href=\"https://man7.org/linux/man-pages/man7/uts_namespaces.7.html\">uts_namespaces(7)</a>.</p></div>");
            }
            html.append("<div class=\"cell\" data-cell=\"").append(order.get(i)).append("\"></div><div class=\"paragraph\"><p>Text behind <code>").append(order.get(i)).append("</code>, as it stands in the lesson, and long enough to fill more than one line of the page.</p></div>");
        }
        return html.append("<div class=\"admonitionblock note\"><table><tr><td class=\"icon\"><div class=\"title\">Note</div></td><td class=\"content\">Docker calls it <em>hostname</em>. The kernel calls it <em>nodename</em>.</td></tr></table></div>"
                + "<details><summary>Solution</summary><div class=\"content\"><div class=\"paragraph\"><p>Ask twice.</p></div></div></details></div></div>").toString();
    }

    private synchronized ObjectNode posted(String what, ObjectNode body, String tab) throws IOException {
        asked.add(what + " " + body);
        String id = body.path("cell").asText(null);
        ObjectNode cell = id == null ? null : cells.get(id);
        ObjectNode answer = JSON.createObjectNode();
        switch (what) {
            case "edit" -> {
                return edit(cell, body, tab);
            }
            case "run" -> body.get("cells").forEach(one -> enqueue(one.asText()));
            case "cancel" -> {
                queue.forEach(one -> status(one, "never"));
                queue.clear();
                tellQueue();
            }
            case "interrupt" -> stop(false);
            case "kill", "restart" -> renew();
            case "reset" -> {
                cell.put("source", cell.get("original").asText()).put("version", ++version);
                tell("edited", JSON.createObjectNode().put("cell", id).put("source", cell.get("source").asText()).put("version", version).put("tab", tab));
                return cell.deepCopy();
            }
            case "insert" -> {
                return insert(body);
            }
            case "delete" -> {
                deleted.addFirst(id);
                bin.put(id, cells.remove(id).put("place", order.indexOf(id)));
                order.remove(id);
                tell("lesson", JSON.createObjectNode());
            }
            case "undelete" -> {
                String back = id == null ? deleted.removeFirst() : id;
                deleted.remove(back);
                cells.put(back, bin.remove(back));
                order.add(cells.get(back).remove("place").asInt(), back);
                tell("lesson", JSON.createObjectNode());
                return cells.get(back).deepCopy();
            }
            case "move" -> {
                int place = order.indexOf(id);
                order.remove(place);
                order.add(place + body.get("by").asInt(), id);
                tell("lesson", JSON.createObjectNode());
            }
            case "complete" -> {
                String source = body.get("source").asText();
                int from = source.lastIndexOf('.', body.get("position").asInt() - 1) + 1;
                ArrayNode items = answer.put("from", from).putArray("items");
                items.addObject().put("text", "sethostname").put("kind", "method");
                items.addObject().put("text", "setdomainname").put("kind", "method");
            }
            case "documentation" -> answer.put("text", "Sets the host's name in the caller's UTS namespace.").putArray("signatures").add("void Kernel.sethostname(String name)");
            case "diagnose" -> {
                ArrayNode troubles = answer.putArray("troubles");
                int wrong = body.get("source").asText().indexOf("wrong");
                if (wrong >= 0) {
                    troubles.addObject().put("message", "cannot find symbol: variable wrong").put("from", wrong).put("to", wrong + 5).put("cellLine", 1);
                }
            }
            case "predict" -> {
                boolean isRight = body.get("answer").asText().equals("no");
                answer.put("right", isRight).put("text", isRight ? "Each UTS namespace has a name of its own." : "Run the cell, and see.");
            }
            default -> answer.put("refused", 404).put("message", "the fake knows no " + what);
        }
        return answer;
    }

    /// Whether nothing more can be written from now on.
    synchronized void fill(boolean isFull) {
        this.isFull = isFull;
    }

    private ObjectNode edit(ObjectNode cell, JsonNode body, String tab) {
        ObjectNode answer = JSON.createObjectNode();
        if (isFull) {
            return answer.put("refused", 500).put("message", "cannot write lesson.adoc: the disk is full");
        }
        if (cell.path("version").asInt() > body.get("version").asInt() && !cell.path("by").asText().equals(tab)) {
            return answer.put("refused", 409).put("version", version).put("source", cell.get("source").asText());
        }
        cell.put("source", body.get("source").asText()).put("version", ++version).put("by", tab);
        tell("edited", JSON.createObjectNode().put("cell", cell.get("id").asText()).put("source", cell.get("source").asText()).put("version", version).put("tab", tab));
        if (cell.get("status").asText().equals("ok")) {
            status(cell.get("id").asText(), "stale");
        }
        return answer.put("version", version);
    }

    private ObjectNode insert(JsonNode body) throws IOException {
        String id = "mine" + ++inserted;
        int place = body.has("before") ? order.indexOf(body.get("before").asText()) : body.has("after") ? order.indexOf(body.get("after").asText()) + 1 : order.size();
        with(id, body.get("kind").asText(), "", "[{'kind':'value','name':null,'mime':'text/plain','content':'2'}]");
        cells.get(id).putNull("original");
        order.remove(id);
        order.add(place, id);
        tell("lesson", JSON.createObjectNode());
        return cells.get(id).deepCopy();
    }

    // The machine that is none: a cell whose source has `for (;;)` runs until it is stopped.

    private void enqueue(String id) {
        queue.add(id);
        status(id, "queued");
        tellQueue();
        next();
    }

    private void next() {
        while (running == null && !queue.isEmpty()) {
            running = queue.poll();
            tellQueue();
            tell("machine", machine.put("state", "busy").put("cell", running));
            ObjectNode cell = cells.get(running).put("since", System.currentTimeMillis());
            cell.set("outputs", JSON.createArrayNode());
            status(running, "running");
            if (!cell.get("source").asText().contains("for (;;)")) {
                boolean isWrong = results.get(running).findValuesAsText("kind").contains("trouble") || results.get(running).findValuesAsText("kept").contains("false");
                end(isWrong ? "error" : "ok", results.get(running));
            }
        }
    }

    private void end(String status, ArrayNode outputs) {
        String id = running;
        running = null;
        ObjectNode cell = cells.get(id).put("count", ++count).put("milliseconds", 12);
        cell.set("outputs", outputs);
        status(id, status);
        tell("machine", machine.put("state", "ready").put("slow", false).put("stubborn", false));
    }

    private void stop(boolean isKilled) {
        if (running != null && (isKilled || !cells.get(running).get("source").asText().contains("Throwable"))) {
            end("interrupted", JSON.createArrayNode());
            next();
        } else if (running != null) {
            tell("machine", machine.put("stubborn", true));
        }
    }

    private void renew() {
        stop(true);
        order.stream().filter(id -> cells.get(id).get("status").asText().equals("ok")).forEach(id -> status(id, "stale"));
        tell("machine", machine.put("state", "ready").put("stubborn", false));
    }

    private void status(String id, String status) {
        cells.get(id).put("status", status);
        tell("cell", cells.get(id));
    }

    private void tellQueue() {
        ObjectNode its = JSON.createObjectNode();
        its.set("cells", JSON.valueToTree(queue));
        tell("queue", its);
    }

    private void tell(String event, JsonNode content) {
        told += event.equals("output") ? 0 : 1;
        String message = "id: " + told + "\nevent: " + event + "\ndata: " + content + "\n\n";
        listeners.forEach(listener -> listener.add(message));
    }

    private void stream(HttpExchange exchange) throws IOException {
        var mine = new LinkedBlockingQueue<String>();
        synchronized (this) {
            mine.add("id: " + told + "\nevent: begun\ndata: {}\n\n");
            listeners.add(mine);
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String message = mine.take(); !message.isEmpty(); message = mine.take()) {
                out.write(message.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                listeners.remove(mine);
            }
        }
    }

    private static void give(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        json.remove("refused");
        give(exchange, status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void give(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        silence();
        threads.shutdownNow();
    }
}
