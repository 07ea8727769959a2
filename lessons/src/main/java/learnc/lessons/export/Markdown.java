package learnc.lessons.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/// A lesson's page as Markdown, in pieces: what stands between two cells is one.
final class Markdown {

    private final List<Piece> pieces = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private Map<String, String> pictures = new TreeMap<>();

    private Markdown() {
    }

    /// A piece of prose, or the place of a cell.
    ///
    /// @param cell     its id, or null for prose
    /// @param text     Markdown
    /// @param pictures SVG by the name with which the text shows it, `attachment:NAME`
    record Piece(String cell, String text, Map<String, String> pictures) {
    }

    /// The pieces of a page.
    static List<Piece> pieces(String fragment) {
        Document page = Parser.htmlParser().settings(ParseSettings.preserveCase).parseInput(fragment, "");
        page.outputSettings().prettyPrint(false);
        var markdown = new Markdown();
        markdown.blocks(page.body(), "");
        markdown.endPiece();
        return markdown.pieces;
    }

    private void endPiece() {
        if (!text.toString().isBlank()) {
            pieces.add(new Piece(null, text.toString().strip(), Map.copyOf(pictures)));
        }
        text = new StringBuilder();
        pictures = new TreeMap<>();
    }

    private void blocks(Element parent, String indent) {
        for (Element child : parent.children()) {
            block(child, indent);
        }
    }

    private void block(Element block, String indent) {
        switch (block.tagName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> paragraph("#".repeat(block.tagName().charAt(1) - '0') + " " + words(block), indent);
            case "p" -> paragraph(block.hasClass("title") ? "**" + words(block) + "**" : words(block), indent);
            case "pre" -> code(block, indent);
            case "ul", "ol" -> list(block, indent);
            case "dl" -> definitions(block, indent);
            case "figure" -> picture(block, indent);
            // GitHub's kind of table cannot hold what Asciidoctor's can, but HTML may stand in Markdown.
            case "table" -> paragraph(block.outerHtml(), indent);
            case "hr" -> paragraph("---", indent);
            case "details" -> folded(block, indent);
            default -> division(block, indent);
        }
    }

    private void division(Element block, String indent) {
        if (block.hasClass("cell") && block.hasAttr("data-cell")) {
            endPiece();
            pieces.add(new Piece(block.attr("data-cell"), "", Map.of()));
        } else if (block.hasClass("admonitionblock") || block.hasClass("quoteblock")) {
            mixed(block, indent + "> ");
        } else {
            mixed(block, indent);
        }
    }

    /// Opens on a click. The words inside are Markdown, and so stand between blank lines.
    private void folded(Element details, String indent) {
        Element summary = details.selectFirst("> summary");
        paragraph("<details><summary>" + (summary == null ? "Details" : words(summary)) + "</summary>", indent);
        details.children().stream().filter(child -> child != summary).forEach(child -> block(child, indent));
        paragraph("</details>", indent);
    }

    /// Asciidoctor puts words without a paragraph around them into some blocks.
    private void mixed(Element block, String indent) {
        var loose = new StringBuilder();
        for (Node child : block.childNodes()) {
            if (child instanceof Element element && element.isBlock()) {
                paragraph(loose.toString(), indent);
                loose.setLength(0);
                block(element, indent);
            } else {
                loose.append(words(child));
            }
        }
        paragraph(loose.toString(), indent);
    }

    private void paragraph(String words, String indent) {
        if (!words.isBlank()) {
            words.strip().lines().forEach(line -> text.append(indent).append(line.strip()).append('\n'));
            text.append(indent.stripTrailing()).append('\n');
        }
    }

    private void code(Element block, String indent) {
        Element code = block.selectFirst("code[data-lang]");
        text.append(indent).append("```").append(code == null ? "" : code.attr("data-lang")).append('\n');
        block.wholeText().lines().forEach(line -> text.append(indent).append(line).append('\n'));
        text.append(indent).append("```\n").append(indent.stripTrailing()).append('\n');
    }

    private void list(Element list, String indent) {
        int number = 1;
        for (Element item : list.select("> li")) {
            String mark = list.tagName().equals("ol") ? number++ + ". " : "* ";
            int start = text.length() + indent.length();
            mixed(item, indent + " ".repeat(mark.length()));
            if (text.length() > start + mark.length()) {
                text.replace(start, start + mark.length(), mark);
            }
        }
    }

    private void definitions(Element list, String indent) {
        for (Element entry : list.children()) {
            if (entry.tagName().equals("dt")) {
                paragraph("**" + words(entry) + "**", indent);
            } else {
                mixed(entry, indent);
            }
        }
    }

    private void picture(Element figure, String indent) {
        Element svg = figure.selectFirst("svg");
        if (svg != null) {
            String name = svg.attr("aria-labelledby").split("-title")[0] + ".svg";
            pictures.put(name, svg.outerHtml());
            Element title = svg.selectFirst("title");
            paragraph("![" + (title == null ? "" : title.text()) + "](attachment:" + name + ")", indent);
        }
        figure.select("figcaption").forEach(caption -> paragraph("*" + caption.text() + "*", indent));
    }

    private static String words(Node node) {
        return switch (node) {
            case TextNode text -> escaped(text.getWholeText());
            case Element element -> element.tagName().equals("code") ? code(element.wholeText()) : marked(element);
            default -> "";
        };
    }

    /// Plain text in which only backticks mean something: code.
    static String line(String text) {
        String[] parts = text.split("`");
        for (int part = 0; part < parts.length; part++) {
            parts[part] = part % 2 == 0 ? escaped(parts[part]) : code(parts[part]);
        }
        return String.join("", parts);
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>])", "\\\\$1").replace("\n", " ");
    }

    private static String marked(Element element) {
        var inner = new StringBuilder();
        element.childNodes().forEach(child -> inner.append(words(child)));
        return switch (element.tagName()) {
            case "strong", "b" -> "**" + inner + "**";
            case "em", "i" -> "*" + inner + "*";
            case "a" -> element.attr("href").startsWith("http") ? "[" + inner + "](" + element.attr("href") + ")" : inner.toString();
            case "br" -> "<br>";
            case "sub", "sup" -> "<" + element.tagName() + ">" + inner + "</" + element.tagName() + ">";
            default -> inner.toString();
        };
    }

    private static String code(String text) {
        String fence = text.contains("`") ? "``" : "`";
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + space + text + space + fence;
    }
}
