package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.render.Prose;

/// The page's text for a student's copy. Where only cells differ from the lesson, the lesson's own rendering serves: it is there,
/// and to render anew takes seconds.
final class ProseOfCopy {

    private static final Pattern PLACE = Pattern.compile("<div class=\"cell\" data-cell=\"[^\"]*\"></div>");

    private final Prose prose;

    ProseOfCopy(Prose prose) {
        this.prose = prose;
    }

    /// @param course the lesson itself, or null when it cannot be read
    String html(String name, Lesson copy, Lesson course) {
        if (course == null || !words(copy).equals(words(course))) {
            return prose.html(name, copy.text());
        }
        String html = prose.html(name, course.text());
        List<String> mine = copy.cells().stream().map(Cell::id).toList();
        for (Cell cell : course.cells()) {
            if (!mine.contains(cell.id())) {
                html = html.replace(place(cell.id()), "");
            }
        }
        String before = null;
        for (String id : mine) {
            if (!html.contains(place(id))) {
                html = before == null ? place(id) + html : html.replace(place(before), place(before) + place(id));
            }
            before = id;
        }
        return inOrder(html, mine);
    }

    /// Cells may have changed places.
    private static String inOrder(String html, List<String> cells) {
        Iterator<String> next = cells.iterator();
        return PLACE.matcher(html).replaceAll(one -> next.hasNext() ? place(next.next()) : "");
    }

    private static String place(String id) {
        return "<div class=\"cell\" data-cell=\"" + id + "\"></div>";
    }

    /// What stands between the cells, line by line.
    private static List<String> words(Lesson lesson) {
        String text = lesson.text();
        for (Cell cell : lesson.cells().reversed()) {
            int start = text.lastIndexOf(lesson.blockOf(cell));
            text = text.substring(0, start) + "\n" + text.substring(start + lesson.blockOf(cell).length());
        }
        var lines = new ArrayList<String>();
        text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
        return lines;
    }
}
