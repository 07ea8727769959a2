package learnc.lessons.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import learnc.lessons.render.Html;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lesson;

/// One page with everything in it: it needs no other file and no network, and has no script.
public final class HtmlExport implements Export {

    private final Prose prose;

    public HtmlExport(Prose prose) {
        this.prose = prose;
    }

    @Override
    public byte[] bytes(Copy copy) {
        Lesson lesson = copy.lesson();
        String page = """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <article>
                <h1><span class="number">%s</span> %s</h1>
                %s
                </article>
                </main>
                </body>
                </html>
                """.formatted(Html.text(lesson.title()), style(), lesson.number(), Html.text(lesson.title()), CellHtml.filled(fragment(lesson), copy));
        return page.getBytes(StandardCharsets.UTF_8);
    }

    /// Other lessons do not travel with the file.
    private String fragment(Lesson lesson) {
        return prose.html(lesson.folder(), lesson.text()).replaceAll("<a href=\"[^\"]*\" data-lesson=\"[^\"]*\">(.*?)</a>", "$1");
    }

    /// How pages look that nothing runs on.
    public static String style() {
        try (InputStream style = HtmlExport.class.getResourceAsStream("page.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
