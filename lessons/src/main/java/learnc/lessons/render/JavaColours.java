package learnc.lessons.render;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java as HTML with a class at each word that has a colour: `k` keyword, `s` text, `n` number, `c` comment, `p` promise, `t` type,
/// `a` annotation.
public final class JavaColours {

    private static final Pattern WORD = Pattern.compile("""
            (?<p>//\\ =>[^\\n]*)|(?<c>//[^\\n]*|(?s:/\\*.*?(?:\\*/|$)))|(?<s>(?s:\"""(?:\\\\.|.)*?(?:\"""|$))|"(?:\\\\.|[^"\\\\\\n])*"?|'(?:\\\\.|[^'\\\\\\n])*'?)\
            |(?<a>@[A-Za-z_][\\w.]*)|(?<n>\\b(?:0[xX][\\da-fA-F_]+|0[bB][01_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)[lLfFdD]?\\b)|(?<w>[A-Za-z_$][\\w$]*)""");
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "continue", "default", "do",
            "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "if", "implements", "import", "instanceof", "int", "interface", "long",
            "native", "new", "null", "package", "permits", "private", "protected", "public", "record", "return", "sealed", "short", "static", "super", "switch",
            "synchronized", "this", "throw", "throws", "true", "try", "var", "void", "volatile", "when", "while", "yield");

    private JavaColours() {
    }

    /// The text with its colours, and with everything else quoted.
    public static String html(String java) {
        var html = new StringBuilder();
        Matcher word = WORD.matcher(java);
        int done = 0;
        while (word.find()) {
            html.append(Html.text(java.substring(done, word.start())));
            append(html, word);
            done = word.end();
        }
        return html.append(Html.text(java.substring(done))).toString();
    }

    private static void append(StringBuilder html, Matcher word) {
        String colour = colour(word);
        String text = Html.text(word.group());
        html.append(colour == null ? text : "<span class=\"" + colour + "\">" + text + "</span>");
    }

    private static String colour(Matcher word) {
        for (String group : new String[] {"p", "c", "s", "a", "n"}) {
            if (word.group(group) != null) {
                return group;
            }
        }
        return KEYWORDS.contains(word.group()) ? "k" : isType(word.group()) ? "t" : null;
    }

    /// By Java's custom: a capital letter first, and not only capitals, which are constants.
    private static boolean isType(String word) {
        return Character.isUpperCase(word.charAt(0)) && !word.equals(word.toUpperCase());
    }
}
