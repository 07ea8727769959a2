package learnc.lessons.site;

import java.util.List;
import java.util.function.Function;

import learnc.lessons.render.Html;
import learnc.lessons.text.Lesson;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/// A page of the site.
final class SitePage {

    static final String STYLE = "lessons.css";

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="description" content="%s">
            <title>%s</title>
            <link rel="stylesheet" href="lessons.css">
            %s</head>
            <body>
            <a class="skip" href="#text">Skip to the text</a>
            <header class="site"><nav aria-label="Site"><a href="index.html">learnc: docker run, taken apart</a>%s</nav></header>
            <main id="text">
            %s
            </main>
            <footer>Every command and every value on these pages is run by the build, on a real kernel.</footer>
            </body>
            </html>
            """;

    private SitePage() {
    }

    static String file(Lesson lesson) {
        return lesson.folder() + ".html";
    }

    /// @param text     with its cells in their places
    /// @param previous or null for the first
    /// @param next     or null for the last
    static String ofLesson(Lesson lesson, String text, Lesson previous, Lesson next) {
        String relations = relation("prev", previous) + relation("next", next);
        String main = """
                <article>
                <h1><span class="number">%s</span> %s</h1>
                <p class="try">To run it: <code>learnc notebook</code>, or <code>learnc lesson run %s</code> in a terminal.</p>
                %s
                %s
                </article>
                <nav class="turn" aria-label="Lessons">%s%s</nav>""".formatted(lesson.number(), Html.text(lesson.title()), lesson.number(),
                sections(text), text, turn("prev", "Before", previous), turn("next", "Next", next));
        String place = "<span>" + lesson.number() + "</span>";
        return FRAME.formatted(Html.text(question(text)), Html.text(lesson.number() + " " + lesson.title() + " · learnc"), relations, place, main);
    }

    /// @param html of a lesson
    static String ofContents(List<Lesson> lessons, Function<Lesson, String> html) {
        var contents = new StringBuilder();
        for (Lesson lesson : lessons) {
            contents.append("""
                    <li><span class="number" aria-hidden="true">%s</span><div><a href="%s">%s</a><p>%s</p></div></li>
                    """.formatted(lesson.number(), file(lesson), Html.text(lesson.title()), Html.text(question(html.apply(lesson)))));
        }
        String main = """
                <h1>What happens when you type <code>docker run</code>?</h1>
                <p class="lead">%d lessons take it apart, to the last system call, and put it back together in plain Java. \
                Each asks a question, lets you predict, and shows what Linux answers.</p>
                <p class="try">Read here, run there: <code>learnc notebook</code> opens the same lessons with live cells.</p>
                <ol class="contents">
                %s</ol>""".formatted(lessons.size(), contents);
        return FRAME.formatted("docker run, taken apart to the last system call: a course in plain Java", "learnc: docker run, taken apart", "", "", main);
    }

    private static String relation(String name, Lesson lesson) {
        return lesson == null ? "" : "<link rel=\"" + name + "\" href=\"" + file(lesson) + "\">\n";
    }

    private static String turn(String name, String word, Lesson lesson) {
        return lesson == null ? "" : "<a class=\"%s\" rel=\"%s\" href=\"%s\"><span>%s</span>%s</a>".formatted(name, name, file(lesson), word, Html.text(lesson.title()));
    }

    private static String sections(String text) {
        var list = new StringBuilder();
        for (Element heading : Jsoup.parseBodyFragment(text).select("h2[id]")) {
            list.append("<li><a href=\"#").append(heading.id()).append("\">").append(Html.text(heading.text())).append("</a></li>");
        }
        return list.isEmpty() ? "" : "<details class=\"sections\"><summary>In this lesson</summary><ol>" + list + "</ol></details>";
    }

    /// What a lesson asks: its first paragraph.
    private static String question(String text) {
        Element first = Jsoup.parseBodyFragment(text).selectFirst("p");
        return first == null ? "" : first.text();
    }
}
