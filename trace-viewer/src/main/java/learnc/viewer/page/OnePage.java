package learnc.viewer.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page as one file, without the trace: what stands before it, and what stands behind it.
///
/// The browser is told by their hashes which script and which style belong to the page; nothing else runs, whatever stands in the
/// trace, and nothing is loaded from anywhere.
final class OnePage {

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"( media=\"print\")?>");

    private final String script = "\n" + ModuleGraph.script("main.js") + "\n";
    private final String style = style();

    /// From the beginning to where the data comes.
    String beginning() {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>learnc trace</title>
                <link rel="icon" href="data:image/svg+xml;base64,%s">
                <style>%s</style>
                </head>
                <body>
                <div id="page"></div>
                <noscript>This page needs JavaScript: it reads the trace in your browser, and sends nothing anywhere.</noscript>
                """.formatted(policy(), Base64.getEncoder().encodeToString(PageFiles.bytes("favicon.svg")), style);
    }

    /// From behind the data to the end.
    String end() {
        return "<script type=\"module\">" + script + "</script>\n</body>\n</html>\n";
    }

    private String policy() {
        return "default-src 'none'; script-src 'sha256-" + hash(script) + "'; style-src 'sha256-" + hash(style) + "'; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }

    private static String style() {
        var style = new StringBuilder("\n");
        Matcher link = STYLE.matcher(PageFiles.text("index.html"));
        while (link.find()) {
            String css = PageFiles.text(link.group(1));
            style.append(link.group(2) == null ? css : "@media print {\n" + css + "}\n");
        }
        return style.toString();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java knows SHA-256", impossible);
        }
    }
}
