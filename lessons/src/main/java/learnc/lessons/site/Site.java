package learnc.lessons.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import learnc.lessons.export.CellHtml;
import learnc.lessons.export.Copy;
import learnc.lessons.export.HtmlExport;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lesson;

/// All lessons as pages in a folder.
public final class Site {

    private final List<Lesson> lessons;
    private final Prose prose;

    /// @param lessons in order
    /// @param prose   renders their text
    public Site(List<Lesson> lessons, Prose prose) {
        this.lessons = lessons;
        this.prose = prose;
    }

    /// Writes `index.html`, a page for each lesson, and the style sheet. What else is in the folder stays.
    ///
    /// @return the page to begin with
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(SitePage.STYLE), HtmlExport.style());
        for (int i = 0; i < lessons.size(); i++) {
            Lesson lesson = lessons.get(i);
            String text = CellHtml.filled(prose.html(lesson.folder(), lesson.text()), Copy.of(lesson));
            Lesson previous = i == 0 ? null : lessons.get(i - 1);
            Lesson next = i == lessons.size() - 1 ? null : lessons.get(i + 1);
            Files.writeString(folder.resolve(SitePage.file(lesson)), SitePage.ofLesson(lesson, text, previous, next));
        }
        Path index = folder.resolve("index.html");
        Files.writeString(index, SitePage.ofContents(lessons, lesson -> prose.html(lesson.folder(), lesson.text())));
        return index;
    }
}
