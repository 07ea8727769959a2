package learnc.lessons.notebook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.runtime.json.JsonObject;

/// Cells that were deleted, with all that is needed to put them back as if nothing had happened.
final class Bin {

    private static final int MOST = 50;

    /// A deleted cell.
    ///
    /// @param block     its lines in the file
    /// @param before    the cell before it, or null
    /// @param gapBefore between the two, in characters
    /// @param next      the cell behind it, or null
    /// @param gapBehind between the two
    record Deleted(String id, String source, String block, String before, int gapBefore, String next, int gapBehind) {

        String backIn(Lesson lesson) {
            Cell behind = cell(lesson, next);
            if (behind != null || next == null) {
                return lesson.withBlock(block, behind, gapBehind);
            }
            return lesson.withBlockBehind(cell(lesson, before), gapBefore, block);
        }

        private static Cell cell(Lesson lesson, String id) {
            return lesson.cells().stream().filter(cell -> cell.id().equals(id)).findFirst().orElse(null);
        }
    }

    private final List<Deleted> deleted = new ArrayList<>();

    /// @param kept what [#keep(JsonGenerator)] has written in an earlier session
    Bin(List<JsonObject> kept) {
        for (JsonObject one : kept) {
            deleted.add(new Deleted(one.text("id"), one.text("source"), one.text("block"), one.has("before") ? one.text("before") : null, (int) one.number("gapBefore"),
                    one.has("next") ? one.text("next") : null, (int) one.number("gapBehind")));
        }
    }

    void take(Lesson lesson, Cell cell) {
        int place = lesson.cells().indexOf(cell);
        String next = place + 1 == lesson.cells().size() ? null : lesson.cells().get(place + 1).id();
        String before = place == 0 ? null : lesson.cells().get(place - 1).id();
        deleted.add(new Deleted(cell.id(), cell.source(), lesson.blockOf(cell), before, lesson.gapBefore(cell), next, lesson.gapBehind(cell)));
        if (deleted.size() > MOST) {
            deleted.removeFirst();
        }
    }

    /// Takes one out; null when there is none.
    Deleted give(String id) {
        for (int i = deleted.size() - 1; i >= 0; i--) {
            if (id == null || deleted.get(i).id().equals(id)) {
                return deleted.remove(i);
            }
        }
        return null;
    }

    boolean has(String id) {
        return deleted.stream().anyMatch(one -> one.id().equals(id));
    }

    void clear() {
        deleted.clear();
    }

    /// Writes all that is needed to put the cells back, for the next session.
    void keep(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bin");
        for (Deleted one : deleted) {
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("source", one.source());
            json.writeStringField("block", one.block());
            Json.optional(json, "before", one.before());
            json.writeNumberField("gapBefore", one.gapBefore());
            Json.optional(json, "next", one.next());
            json.writeNumberField("gapBehind", one.gapBehind());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// Writes what a page shows of them.
    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bin");
        for (Deleted one : deleted) {
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("source", one.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
