package learnc.lessons.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The page of a lesson out of what Asciidoctor made: only harmless tags, pictures in their places, Java in colours.
///
/// @param html    the body
/// @param cells   the places for cells that stand in it, in order
/// @param missing pictures that it wants and that do not exist
public record Fragment(String html, List<String> cells, List<String> missing) {

    private static final Pattern OTHER_LESSON = Pattern.compile("\\.\\./(?<lesson>\\d\\d-[a-z0-9-]+)/lesson\\.(?:html|adoc)(?<place>#.+)?");
    // With an address of its own for the page, jsoup accepts those that are relative to it, and leaves them so.
    private static final String SOMEWHERE = "https://lesson.invalid/";
    private static final String WEB = "https?://.*";

    /// The page of an Asciidoctor's output, whatever the text was.
    public static Fragment of(String html, Diagrams diagrams) {
        Document page = Jsoup.parseBodyFragment(html, SOMEWHERE);
        page.select("table:has(td.icon)").forEach(Fragment::plainAdmonition);
        page = CleanHtml.page(page);
        page.outputSettings().prettyPrint(false);
        page.select("a[href]").forEach(Fragment::link);
        page.select("code[data-lang=java]").forEach(code -> code.html(JavaColours.html(code.wholeText())));
        page.select("pre").attr("tabindex", "0");
        page.select("div.paragraph > p").forEach(Fragment::prediction);
        var missing = new ArrayList<String>();
        Map<String, String> pictures = new LinkedHashMap<>();
        for (Element image : page.select("img")) {
            place(image, diagrams, pictures, missing);
        }
        List<String> cells = page.select("div.cell[data-cell]").eachAttr("data-cell");
        return new Fragment(withPictures(page.body().html(), pictures), cells, List.copyOf(missing));
    }

    /// Asciidoctor makes a table of it, which is none.
    private static void plainAdmonition(Element table) {
        Element block = table.parent();
        Element content = table.selectFirst("td.content");
        String name = table.select("td.icon").text();
        if (block != null && content != null) {
            table.remove();
            block.attr("role", "note").appendElement("p").addClass("title").text(name);
            content.childNodesCopy().forEach(block::appendChild);
        }
    }

    private static void link(Element link) {
        var lesson = OTHER_LESSON.matcher(link.attr("href"));
        if (lesson.matches()) {
            String place = lesson.group("place") == null ? "" : lesson.group("place");
            link.attr("href", lesson.group("lesson") + ".html" + place).attr("data-lesson", lesson.group("lesson"));
        } else if (link.attr("href").matches(WEB)) {
            link.attr("rel", "noopener noreferrer");
        }
    }

    private static void prediction(Element paragraph) {
        if (paragraph.text().startsWith("Predict:")) {
            paragraph.parent().addClass("predict");
        }
    }

    /// A picture is put in at the very end: it is of our own making, and HTML's parser need not see it.
    private static void place(Element image, Diagrams diagrams, Map<String, String> pictures, List<String> missing) {
        String name = image.attr("src");
        String svg = diagrams.svg(name);
        if (svg == null) {
            missing.add(name);
            image.replaceWith(new Element("span").addClass("diagram-missing").text("[" + image.attr("alt") + "]"));
            return;
        }
        String mark = "@picture-" + pictures.size() + "@";
        pictures.put(mark, svg);
        Element block = image.closest("div.imageblock");
        if (block == null) {
            image.replaceWith(new Element("span").addClass("diagram").text(mark));
            return;
        }
        var figure = new Element("figure").addClass("diagram").text(mark);
        Element title = block.selectFirst(".title");
        if (title != null) {
            figure.appendElement("figcaption").text(title.text());
        }
        block.replaceWith(figure);
    }

    private static String withPictures(String html, Map<String, String> pictures) {
        String full = html;
        for (var picture : pictures.entrySet()) {
            full = full.replaceFirst(Pattern.quote(picture.getKey()), Matcher.quoteReplacement(picture.getValue()));
        }
        return full;
    }
}
