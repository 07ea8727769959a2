package learnc.lessons.render;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// HTML from outside with nothing left in it that acts, loads something, or changes how the rest of the page looks.
public final class CleanHtml {

    private static final String[] TAGS = {"a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h2",
        "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"};

    private CleanHtml() {
    }

    /// What a cell wants to show as HTML. It has no ids, classes or pictures, so it cannot pass for a part of the page.
    public static String value(String html) {
        return Jsoup.clean(html, "", value(), new Document.OutputSettings().prettyPrint(false));
    }

    /// What Asciidoctor made of a lesson: its classes and ids stay, and pictures, which [Fragment] replaces.
    static Document page(Document html) {
        return new Cleaner(page()).clean(html);
    }

    private static Safelist value() {
        return new Safelist().addTags(TAGS).addAttributes("a", "href", "title").addProtocols("a", "href", "http", "https", "mailto")
                .addEnforcedAttribute("a", "rel", "noopener noreferrer")
                .addAttributes("td", "colspan", "rowspan").addAttributes("th", "colspan", "rowspan", "scope").addAttributes("ol", "start", "type", "reversed");
    }

    private static Safelist page() {
        return new Safelist().addTags(TAGS).addTags("img").addAttributes(":all", "class", "id").addAttributes("img", "src", "alt")
                .addAttributes("a", "href").addAttributes("div", "data-cell", "role").addAttributes("code", "data-lang").addAttributes("details", "open")
                .addAttributes("td", "colspan", "rowspan").addAttributes("th", "colspan", "rowspan").addAttributes("ol", "start", "type", "reversed")
                .addProtocols("a", "href", "#", "http", "https", "mailto").preserveRelativeLinks(true);
    }
}
