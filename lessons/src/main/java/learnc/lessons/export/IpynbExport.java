package learnc.lessons.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.cell.Semicolons;
import learnc.lessons.kit.StartUp;
import learnc.lessons.render.CleanHtml;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Prediction;
import learnc.lessons.text.Lesson;

/// A Jupyter notebook, nbformat 4.5, for a Java kernel that has learnc on its class path.
final class IpynbExport implements Export {

    private final Prose prose;

    IpynbExport(Prose prose) {
        this.prose = prose;
    }

    @Override
    public byte[] bytes(Copy copy) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8); var semicolons = new Semicolons()) {
            json.useDefaultPrettyPrinter();
            write(json, copy, semicolons);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, Copy copy, Semicolons semicolons) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("cells");
        Lesson lesson = copy.lesson();
        prose(json, "learnc-title", new Markdown.Piece(null, "# " + lesson.title(), Map.of()));
        code(json, "learnc-start", "// Needs a Java kernel with learnc's classes: learnc jshell --print-class-path\n" + String.join("\n", StartUp.statements()), List.of(), true);
        int number = 0;
        for (Markdown.Piece piece : Markdown.pieces(prose.html(lesson.folder(), lesson.text()))) {
            if (piece.cell() == null) {
                prose(json, "learnc-prose-" + ++number, piece);
            } else {
                cell(json, lesson.cell(piece.cell()), copy.outputs(piece.cell()), semicolons);
            }
        }
        json.writeEndArray();
        metadata(json);
        json.writeNumberField("nbformat", 4);
        json.writeNumberField("nbformat_minor", 5);
        json.writeEndObject();
    }

    private static void metadata(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeObjectFieldStart("kernelspec");
        json.writeStringField("name", "java");
        json.writeStringField("display_name", "Java");
        json.writeStringField("language", "java");
        json.writeEndObject();
        json.writeObjectFieldStart("language_info");
        json.writeStringField("name", "java");
        json.writeStringField("file_extension", ".jshell");
        json.writeStringField("mimetype", "text/x-java-source");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void prose(JsonGenerator json, String id, Markdown.Piece piece) throws IOException {
        begin(json, id, "markdown", false);
        if (!piece.pictures().isEmpty()) {
            json.writeObjectFieldStart("attachments");
            for (var picture : piece.pictures().entrySet()) {
                json.writeObjectFieldStart(picture.getKey());
                json.writeStringField("image/svg+xml", Base64.getEncoder().encodeToString(picture.getValue().getBytes(StandardCharsets.UTF_8)));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        lines(json, "source", piece.text());
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, Cell cell, List<Output> outputs, Semicolons semicolons) throws IOException {
        if (cell.kind() == Cell.Kind.PREDICT) {
            prose(json, id(cell.id()), new Markdown.Piece(null, question(Prediction.of(cell)), Map.of()));
        } else {
            String java = cell.kind() == Cell.Kind.SHELL ? StartUp.java(cell) : semicolons.in(cell.source(), true);
            code(json, id(cell.id()), java, outputs, cell.kind() == Cell.Kind.LOCKED || cell.kind() == Cell.Kind.CHECK);
        }
    }

    /// The question, what one may choose from, and, folded away, what is right.
    private static String question(Prediction prediction) {
        var text = new StringBuilder("**Predict:** " + Markdown.line(prediction.question()));
        prediction.choices().forEach(choice -> text.append("\n* ").append(Markdown.line(choice)));
        return text.append("\n\n<details><summary>Answer</summary>\n\n").append(Markdown.line(prediction.solution())).append("\n\n</details>").toString();
    }

    /// Ids have at most 64 characters of a few kinds; a lesson's have only such.
    private static String id(String cell) {
        return cell.length() <= 64 ? cell : cell.substring(0, 64);
    }

    private static void code(JsonGenerator json, String id, String source, List<Output> outputs, boolean isLocked) throws IOException {
        begin(json, id, "code", isLocked);
        json.writeNullField("execution_count");
        lines(json, "source", source);
        json.writeArrayFieldStart("outputs");
        for (Output output : outputs) {
            write(json, output);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void begin(JsonGenerator json, String id, String type, boolean isLocked) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("cell_type", type);
        json.writeObjectFieldStart("metadata");
        if (isLocked) {
            json.writeBooleanField("editable", false);
            json.writeBooleanField("deletable", false);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Output output) throws IOException {
        switch (output) {
            case Output.Text text -> {
                json.writeStartObject();
                json.writeStringField("output_type", "stream");
                json.writeStringField("name", text.isError() ? "stderr" : "stdout");
                lines(json, "text", text.text());
                json.writeEndObject();
            }
            case Output.Value value -> value(json, value);
            case Output.Trouble trouble -> error(json, "Trouble", trouble.message());
            case Output.Promised promised -> {
                if (!promised.isKept()) {
                    error(json, "BrokenPromise", "promised " + promised.expected() + ", got " + promised.got());
                }
            }
        }
    }

    private static void value(JsonGenerator json, Output.Value value) throws IOException {
        json.writeStartObject();
        json.writeStringField("output_type", "display_data");
        json.writeObjectFieldStart("data");
        switch (value.type()) {
            case "text/html" -> lines(json, "text/html", CleanHtml.value(value.content()));
            case "image/svg+xml" -> lines(json, "image/svg+xml", value.content());
            case "image/png" -> json.writeStringField("image/png", value.content());
            case "application/vnd.learnc.trace+jsonl" -> lines(json, "text/plain", value.content());
            default -> lines(json, "text/plain", (value.name() == null ? "" : value.name() + " = ") + value.content());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("metadata");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void error(JsonGenerator json, String name, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("output_type", "error");
        json.writeStringField("ename", name);
        json.writeStringField("evalue", message);
        json.writeArrayFieldStart("traceback");
        for (String line : message.lines().toList()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// Text is a list of lines, each with its end but the last.
    private static void lines(JsonGenerator json, String field, String text) throws IOException {
        json.writeArrayFieldStart(field);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            json.writeString(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            json.writeString(text.substring(from));
        }
        json.writeEndArray();
    }
}
