package learnc.lessons.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class FragmentTest {

    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script>", "<p onclick=\"alert(1)\">x</p>", "<img src=\"x\" onerror=\"alert(1)\">", "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\" java\tscript:alert(1)\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<iframe src=\"//evil\"></iframe>", "<svg><script>alert(1)</script></svg>", "<svg onload=\"alert(1)\"></svg>", "<math><mtext><style><img src=x onerror=alert(1)>",
            "<p style=\"background: url(//evil)\">x</p>", "<style>@import '//evil'</style>", "<link rel=stylesheet href=//evil>", "<form action=\"//evil\"><input></form>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<base href=\"//evil\">", "<meta http-equiv=refresh content=\"0;url=//evil\">", "<object data=\"//evil\">",
            "<video src=//evil>", "<template><script>alert(1)</script></template>", "<details ontoggle=alert(1) open>x</details>", "<xmp><img src=x onerror=alert(1)></xmp>");

    private static Fragment fragment(String html) {
        return Fragment.of(html, Diagrams.in(Path.of("nowhere")));
    }

    private static void isHarmless(String html, String attack) {
        String small = html.toLowerCase(Locale.ROOT).replaceAll("&lt;.*?(?=<|$)", "");
        for (String sign : List.of("<script", "<style", "<iframe", "<svg", "<math", "<link", "<form", "<base", "<meta", "<object", "<video", "<template", "<img", " on", "style=", "javascript:", "data:", "src=")) {
            assertFalse(small.contains(sign), attack + " became " + html);
        }
    }

    @Test
    void nothing_that_acts_gets_onto_a_page_or_into_a_value() {
        for (String attack : ATTACKS) {
            isHarmless(fragment(attack).html(), attack);
            isHarmless(CleanHtml.value(attack), attack);
        }
    }

    @Test
    void a_value_cannot_pass_for_a_part_of_the_page() {
        assertEquals("<div>x</div>", CleanHtml.value("<div class=\"cell\" id=\"toolbar\" data-cell=\"a\">x</div>"));
        assertEquals("<table><tbody><tr><td colspan=\"2\">1 &lt; 2</td></tr></tbody></table>", CleanHtml.value("<table><tr><td colspan=2>1 &lt; 2</td></tr></table>"));
    }

    @Test
    void java_in_a_listing_has_colours_and_its_text_stays() {
        String html = fragment("<pre class=\"highlight\"><code class=\"language-java\" data-lang=\"java\">var x = \"a &lt; b\"; // =&gt; 4</code></pre>").html();
        assertTrue(html.contains("<span class=\"k\">var</span> x = <span class=\"s\">\"a &lt; b\"</span>; <span class=\"p\">// =&gt; 4</span>"), html);
    }

    @Test
    void a_missing_picture_leaves_its_words() {
        Fragment fragment = fragment("<div class=\"imageblock\"><div class=\"content\"><img src=\"gone.svg\" alt=\"Two boxes\"></div></div>");
        assertEquals(List.of("gone.svg"), fragment.missing());
        assertTrue(fragment.html().contains("[Two boxes]"), fragment.html());
    }

    @Test
    void a_note_is_no_table() {
        String html = fragment("<div class=\"admonitionblock note\"><table><tr><td class=\"icon\"><div class=\"title\">Note</div></td><td class=\"content\">Docker says <em>x</em>.</td></tr></table></div>").html();
        assertEquals("<div class=\"admonitionblock note\" role=\"note\"><p class=\"title\">Note</p>Docker says <em>x</em>.</div>", html.strip());
    }
}
