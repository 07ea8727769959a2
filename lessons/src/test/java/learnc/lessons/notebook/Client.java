package learnc.lessons.notebook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A tab without a browser: asks a notebook's server, and hears its events.
final class Client implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /// An event that the server has sent.
    record Event(String name, JsonNode data) {
    }

    /// An answer.
    record Answer(int status, JsonNode json) {
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String lesson;
    private final String tab;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Event> heard = new ArrayList<>();

    /// Opens a tab that shows a lesson.
    Client(URI address, String lesson, String tab) throws Exception {
        this.address = address;
        this.lesson = lesson;
        this.tab = tab;
        HttpResponse<Stream<String>> stream = http.send(HttpRequest.newBuilder(address.resolve("api/lesson/" + lesson + "/events?tab=" + tab)).build(), HttpResponse.BodyHandlers.ofLines());
        Thread.ofPlatform().daemon().start(() -> listen(stream.body()));
    }

    private void listen(Stream<String> lines) {
        String[] name = {""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event: ")) {
                    name[0] = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name[0], parsed(line.substring("data: ".length()))));
                }
            });
        } catch (RuntimeException closed) {
            // The server is gone.
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException wrong) {
            throw new IllegalArgumentException(json, wrong);
        }
    }

    /// Waits for an event. The test's own time-out ends it if none comes.
    Event await(Predicate<Event> wanted) throws InterruptedException {
        while (true) {
            Event event = events.take();
            heard.add(event);
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /// Waits until a cell has this status.
    JsonNode await(String cell, String... statuses) throws InterruptedException {
        return await(event -> event.name().equals("cell") && event.data().path("id").asText().equals(cell) && List.of(statuses).contains(event.data().path("status").asText())).data();
    }

    /// All events that were awaited so far.
    List<Event> heard() {
        return heard;
    }

    Answer get(String path) throws Exception {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body().startsWith("{") ? parsed(response.body()) : null);
    }

    /// What is there, as text.
    String text(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /// What the lesson is now.
    JsonNode lesson() throws Exception {
        return get("api/lesson/" + lesson).json();
    }

    /// A cell as it is now.
    JsonNode cell(String id) throws Exception {
        for (JsonNode cell : lesson().path("cells")) {
            if (cell.path("id").asText().equals(id)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + id);
    }

    /// Has something done; fields come in pairs of a name and a text, number or list.
    Answer post(String action, Object... fields) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("tab", tab);
        for (int i = 0; i < fields.length; i += 2) {
            body.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
        }
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(address.resolve("api/lesson/" + lesson + "/" + action))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), parsed(response.body()));
    }

    Answer edit(String cell, String source, long version) throws Exception {
        return post("edit", "cell", cell, "source", source, "version", version);
    }

    /// Runs a cell with this text, and waits for its end.
    JsonNode run(String cell, String source) throws Exception {
        edit(cell, source, Long.MAX_VALUE);
        return run(cell);
    }

    /// Runs a cell and waits for its end.
    JsonNode run(String cell) throws Exception {
        post("run", "cells", List.of(cell));
        JsonNode begun = await(cell, "running", "error");
        return begun.path("status").asText().equals("error") ? begun : await(cell, "ok", "error", "interrupted");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
