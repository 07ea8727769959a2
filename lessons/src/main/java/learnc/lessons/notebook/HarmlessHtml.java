package learnc.lessons.notebook;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/// HTML that a cell has made, without what could act: only elements and attributes of a list are let through.
final class HarmlessHtml {

    /// Text, lists, tables and details. No script, no style, no form, and nothing that is loaded from anywhere.
    private static final Safelist ALLOWED = new Safelist()
            .addTags("a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
                    "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table",
                    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var")
            .addAttributes(":all", "title", "lang", "dir")
            .addAttributes("a", "href").addProtocols("a", "href", "https", "http").addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow")
            .addAttributes("ol", "start", "reversed").addAttributes("details", "open")
            .addAttributes("td", "colspan", "rowspan", "abbr").addAttributes("th", "colspan", "rowspan", "scope", "abbr")
            .addAttributes("col", "span").addAttributes("colgroup", "span");

    private HarmlessHtml() {
    }

    static String of(String html) {
        return Jsoup.clean(html, "", ALLOWED, new Document.OutputSettings().prettyPrint(false));
    }
}
