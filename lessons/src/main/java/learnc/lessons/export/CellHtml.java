package learnc.lessons.export;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import learnc.lessons.render.CleanHtml;
import learnc.lessons.render.Html;
import learnc.lessons.render.JavaColours;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Prediction;

/// Cells as they stand on a page on which nothing can be run.
public final class CellHtml {

    private CellHtml() {
    }

    /// A page's text with the cells in their places.
    ///
    /// @param fragment from [learnc.lessons.render.Prose]
    public static String filled(String fragment, Copy copy) {
        String page = fragment;
        for (Cell cell : copy.lesson().cells()) {
            page = page.replace("<div class=\"cell\" data-cell=\"" + cell.id() + "\"></div>", html(cell, copy.outputs(cell.id())));
        }
        return page;
    }

    private static String html(Cell cell, List<Output> outputs) {
        var html = new StringBuilder();
        String kind = cell.kind().name().toLowerCase();
        html.append("<div class=\"cell ").append(kind).append("\" id=\"cell-").append(cell.id()).append("\">");
        if (cell.kind() == Cell.Kind.PREDICT) {
            html.append("<p>").append(Html.words(cell.source())).append("</p>").append(answer(Prediction.of(cell)));
        } else {
            html.append("<pre tabindex=\"0\"><code>").append(cell.kind() == Cell.Kind.SHELL ? Html.text(cell.source()) : JavaColours.html(cell.source())).append("</code></pre>");
        }
        outputs.forEach(output -> html.append(html(output)));
        return html.append("</div>").toString();
    }

    /// What one may choose from, and, folded away, what is right.
    private static String answer(Prediction prediction) {
        var html = new StringBuilder();
        if (!prediction.choices().isEmpty()) {
            html.append("<ul>");
            prediction.choices().forEach(choice -> html.append("<li>").append(Html.words(choice)).append("</li>"));
            html.append("</ul>");
        }
        return html.append("<details><summary>Answer</summary><p>").append(Html.words(prediction.solution())).append("</p></details>").toString();
    }

    private static String html(Output output) {
        return switch (output) {
            case Output.Text text -> pre(text.isError() ? "output error" : "output", text.text());
            case Output.Value value -> value(value);
            case Output.Trouble trouble -> pre("output trouble", trouble.message());
            case Output.Promised promised -> promised.isKept() ? "" : pre("output trouble", "promised " + promised.expected() + ", got " + promised.got());
        };
    }

    private static String value(Output.Value value) {
        String name = value.name() == null ? "" : value.name() + " = ";
        return switch (value.type()) {
            case "text/html" -> "<div class=\"output value\">" + CleanHtml.value(value.content()) + "</div>";
            // As an image it can neither run a script nor load anything.
            case "image/svg+xml" -> image("image/svg+xml", Base64.getEncoder().encodeToString(value.content().getBytes(StandardCharsets.UTF_8)));
            case "image/png" -> value.content().matches("[A-Za-z0-9+/=\\s]*") ? image("image/png", value.content().replaceAll("\\s", "")) : "";
            case "application/vnd.learnc.trace+jsonl" -> pre("output value", name + "a trace of " + value.content().lines().count() + " lines");
            default -> pre("output value", name + value.content());
        };
    }

    private static String image(String type, String base64) {
        return "<div class=\"output value\"><img alt=\"what the cell has drawn\" src=\"data:" + type + ";base64," + base64 + "\"></div>";
    }

    private static String pre(String classes, String text) {
        return "<pre class=\"" + classes + "\" tabindex=\"0\">" + Html.text(text.stripTrailing()) + "</pre>";
    }
}
