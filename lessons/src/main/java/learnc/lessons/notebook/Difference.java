package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, line by line.
final class Difference {

    /// A line.
    ///
    /// @param mark `+` only in the new text, `-` only in the old one, a space in both
    record Line(String mark, String text) {
    }

    private Difference() {
    }

    /// The fewest lines that were taken out and put in.
    static List<Line> between(String old, String now) {
        List<String> before = List.of(old.split("\n", -1));
        List<String> after = List.of(now.split("\n", -1));
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(" ", before.get(i++)));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line("-", before.get(i++)));
            } else {
                lines.add(new Line("+", after.get(j++)));
            }
        }
        return lines;
    }

    static String json(String old, String now) {
        return Json.object(json -> {
            json.writeArrayFieldStart("lines");
            for (Line line : between(old, now)) {
                json.writeStartObject();
                json.writeStringField("mark", line.mark);
                json.writeStringField("text", line.text);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
