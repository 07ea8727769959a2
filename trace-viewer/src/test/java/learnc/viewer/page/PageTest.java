package learnc.viewer.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.runtime.kernel.Glossary;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser: every key and every view, with no error on its console and no request to anybody but our server.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PageTest {

    private static final int STEPS = 200;

    @TempDir
    static Path folder;
    private static Chromium browser;
    private static PageServer server;
    private static Path trace;
    private Tab tab;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.start();
        trace = SampleTrace.write(folder.resolve("trace.jsonl"), STEPS);
        server = PageServer.of(trace, 0);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @BeforeEach
    void openPage() {
        tab = browser.tab(1280, 720);
        open("#s=1");
    }

    @AfterEach
    void nothing_went_wrong_and_nobody_else_was_asked() {
        String ours = server.address().toString();
        assertEquals(List.of(), tab.errors());
        assertEquals(List.of(), tab.requests().stream().filter(address -> !address.startsWith(ours) && !address.startsWith("blob:") && !address.startsWith("data:")).toList());
        tab.close();
    }

    private void open(String hash) {
        tab.open(server.address() + hash);
    }

    private void isAt(int step) {
        tab.waitUntil("document.querySelector('.where b')?.textContent === '" + step + "'");
    }

    private void shows(String selector, String text) {
        tab.waitUntil("document.querySelector(" + Tab.quoted(selector) + ")?.textContent.includes(" + Tab.quoted(text) + ")");
    }

    @Test
    void keys_walk_through_the_steps() {
        isAt(1);
        tab.press("ArrowRight", "j", "n");
        isAt(4);
        tab.press("ArrowLeft", "k", "p");
        isAt(1);
        tab.press("PageDown");
        isAt(21);
        tab.press("PageUp");
        isAt(1);
        tab.press("End");
        tab.waitUntil("document.querySelector('.where').textContent.replace('Step ', '').split(' of ').every((number, _, all) => number === all[0])");
        tab.press("Home");
        isAt(1);
        tab.press("ArrowLeft");
        isAt(1);
    }

    @Test
    void brackets_walk_from_stage_to_stage() {
        tab.press("]");
        shows(".rail [aria-current]", "unpack");
        isAt(6);
        tab.press("]");
        shows(".rail [aria-current]", "namespaces");
        tab.press("[");
        shows(".rail [aria-current]", "unpack");
        isAt(6);
        tab.press("[");
        isAt(1);
    }

    @Test
    void a_click_on_a_stage_or_a_step_goes_there_and_the_browser_goes_back() {
        tab.click(".rail .stage-network");
        shows(".signature", "sendto");
        shows(".rail [aria-current]", "network");
        int first = tab.ask("Number(document.querySelector('.where b').textContent)").asInt();
        tab.click("[data-index='" + (first + 1) + "']");
        isAt(first + 2);
        tab.back();
        isAt(first);
        tab.back();
        isAt(1);
    }

    @Test
    void g_goes_to_a_number() {
        tab.press("g");
        tab.waitUntil("document.activeElement?.id === 'goto'");
        tab.type("28");
        tab.press("Enter");
        isAt(28);
        shows(".signature", "pivot_root");
        tab.waitUntil("document.querySelector('dialog') === null");
    }

    @Test
    void space_plays_and_pauses() {
        tab.ask("(document.querySelector('.transport select').value = '4', document.querySelector('.transport select').dispatchEvent(new Event('change', { bubbles: true })), true)");
        tab.press(" ");
        tab.waitUntil("Number(document.querySelector('.where b').textContent) >= 3");
        tab.press(" ");
        tab.waitUntil("document.querySelector('.play').getAttribute('aria-pressed') === 'false'");
        tab.press("Home");
        isAt(1);
    }

    @Test
    void the_slider_moves_through_the_run() {
        tab.ask("(() => { const it = document.querySelector('.strip input'); it.value = 17; it.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
        isAt(18);
    }

    @Test
    void the_address_is_the_focus() {
        tab.press("g");
        tab.waitUntil("document.activeElement?.id === 'goto'");
        tab.type("18");
        tab.press("Enter");
        isAt(18);
        tab.press("3");
        tab.waitUntil("location.hash === '#s=18&v=mounts'");
        tab.press("b");
        tab.waitUntil("location.hash === '#s=18&v=mounts&m=before'");
        tab.back();
        tab.waitUntil("document.querySelector('.moments [aria-pressed=true]').textContent === 'Diff'");
        open("?again#s=20&v=namespaces");
        isAt(20);
        shows("#state-view", "9f2c");
    }

    @Test
    void numbers_choose_each_view_and_each_shows_what_is_there() {
        open("?views#s=115&v=changes");
        String[] seen = {"CapBnd,cap_bounding", "mnt", "/proc", "memory.max", "172.29.0.2/16", "upper", "httpd", "net_bind_service", "/dev/pts/0"};
        for (int view = 1; view <= seen.length; view++) {
            tab.press(String.valueOf(view));
            tab.waitUntil("document.querySelectorAll('[role=tab]')[" + (view - 1) + "].getAttribute('aria-selected') === 'true'");
            assertFalse(tab.text("#state-view").isBlank(), "view " + view + " is empty");
            if (view > 1) {
                String expected = seen[view - 1];
                if (view == 9) {
                    tab.ask("(() => { const it = document.querySelector('.picker select'); if (it) { it.value = '8100'; it.dispatchEvent(new Event('change', { bubbles: true })); } return true; })()");
                }
                shows("#state-view", expected);
            }
        }
    }

    @Test
    void before_and_after_differ_by_the_change_that_diff_shows() {
        open("?moments#s=20&v=namespaces");
        shows("#state-view .was", "workbench");
        shows("#state-view .becomes", "9f2c");
        assertEquals(1, tab.count("#state-view tr.is-changed"));
        shows("#state-view tr.is-changed .mark", "~");
        tab.press("b");
        tab.waitUntil("document.querySelectorAll('#state-view .was').length === 0");
        String before = tab.text("#state-view");
        tab.press("a");
        tab.waitUntil("document.querySelector('#state-view').textContent !== " + Tab.quoted(before));
        assertTrue(before.contains("workbench") && !before.contains("9f2c"), before);
        assertTrue(tab.text("#state-view").contains("9f2c"), tab.text("#state-view"));
    }

    @Test
    void a_press_on_a_value_goes_to_who_set_it_and_lists_all_who_did() {
        open("?who#s=114&v=cgroups");
        isAt(114);
        tab.click("[aria-label^='memory.max: 67108864']");
        isAt(67);
        shows(".who", "max → 67108864");
        assertEquals(3, tab.count(".who li"), "made, written, removed");
        tab.click(".who li:first-child button");
        isAt(66);
        tab.back();
        isAt(67);
        tab.back();
        isAt(114);
        tab.press("Escape");
        tab.waitUntil("document.querySelector('.who') === null");
    }

    @Test
    void w_and_the_arrows_walk_through_values_without_a_mouse() {
        open("?values#s=20&v=namespaces");
        tab.press("w");
        tab.waitUntil("document.activeElement?.closest('.is-changed') !== null && document.activeElement.classList.contains('value')");
        tab.press("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft");
        isAt(20);
        tab.waitUntil("document.activeElement?.classList.contains('value')");
        tab.press("Enter");
        tab.waitUntil("document.querySelector('.who') !== null");
        tab.press("Escape");
        tab.press("ArrowRight");
        tab.waitUntil("document.querySelector('.where b').textContent !== '20'");
    }

    @Test
    void an_over_mounted_mount_is_shaded_and_says_by_which() {
        open("?covered#s=27&v=mounts");
        shows("#state-view tr.is-covered", "under mount 77");
        assertTrue(tab.ask("getComputedStyle(document.querySelector('tr.is-covered')).backgroundImage").asText().contains("repeating-linear-gradient"));
    }

    @Test
    void the_picture_shows_boxes_links_and_cables_and_what_is_new_is_marked() {
        open("?picture#s=94&v=network");
        shows("#topology", "veth pair");
        shows("#topology", "+ lc9f2c");
        shows("#topology", "learnc0");
        tab.press("ArrowRight");
        shows("#topology", "port of");
        tab.ask("(window.saved = [], window.made = [], HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); }, URL.createObjectURL = (it) => { window.made.push(it); return 'blob:'; }, true)");
        for (String format : List.of("SVG", "PNG")) {
            tab.click(".tools .menu > button");
            tab.waitUntil("[...document.querySelectorAll('.menu li button')].some((it) => it.textContent.includes('" + format + "'))");
            tab.ask("([...document.querySelectorAll('.menu li button')].find((it) => it.textContent.includes('" + format + "')).click(), true)");
        }
        tab.waitUntil("window.saved.length === 2");
        assertEquals("[\"network.svg\",\"network.png\"]", tab.ask("window.saved").toString());
        String picture = tab.ask("window.made[0].text()").asText();
        assertTrue(picture.contains("lc9f2c") && !picture.contains("var(--paper") && picture.contains("xmlns"), picture);
        assertEquals("\u0089PNG", tab.ask("window.made[1].slice(0, 4).arrayBuffer().then((it) => String.fromCharCode(...new Uint8Array(it)))").asText());
    }

    @Test
    void the_java_line_is_shown_with_how_often_it_ran_and_leads_to_its_steps() {
        open("?source#s=64");
        shows(".source .here", "70");
        shows(".source-pane header", "Cgroups.java:70");
        shows(".source .here .hits", "×");
        tab.click(".source .here .hits");
        isAt(65);
    }

    @Test
    void flags_and_answers_are_explained() {
        open("?call#s=18");
        shows(".arguments", "CLONE_NEWPID");
        shows(".arguments", Glossary.of("CLONE_NEWPID"));
        shows(".arguments .raw", "0x");
        shows(".call", "unshare --mount");
        shows(".call .why", "six new namespaces");
        open("?refusal#s=5");
        shows(".refusal", "ENOENT");
        shows(".refusal", "the layer is not in the store yet");
    }

    @Test
    void the_filter_speaks_the_language_of_the_command_line_and_says_what_is_hidden() {
        tab.press("/");
        tab.waitUntil("document.activeElement?.id === 'filter'");
        tab.type("%mount");
        tab.waitUntil("/^\\d+ of \\d+ shown$/.test(document.querySelector('#shown').textContent)");
        shows(".steps", "pivot_root");
        assertEquals(0, tab.ask("[...document.querySelectorAll('.step b')].filter((it) => it.textContent === 'read').length").asInt());
        tab.press("Enter", "j");
        shows(".signature", "fsopen");
        tab.waitUntil("location.hash.includes('f=%25mount')");
        filter("--stage exec");
        tab.waitUntil("document.querySelectorAll('.step').length === 5");
        filter("-Z");
        shows(".steps", "ENOENT");
        filter("!openat,read,close stage:payload");
        tab.waitUntil("document.querySelector('.steps .empty') !== null");
        filter("%nonsense");
        shows(".filter .wrong", "there is no class %nonsense");
        filter("");
        tab.waitUntil("document.querySelector('#shown').textContent === '" + STEPS + " steps' || /^\\d+ steps$/.test(document.querySelector('#shown').textContent)");
    }

    private void filter(String text) {
        tab.ask("(() => { const it = document.querySelector('#filter'); it.value = " + Tab.quoted(text) + "; it.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
    }

    @Test
    void a_note_is_pinned_to_its_step_and_saved_beside_the_trace() throws IOException {
        open("?notes#s=28");
        tab.press("c");
        tab.waitUntil("document.activeElement?.id === 'note'");
        tab.type("Here the <b>root</b> changes.");
        tab.press("Escape");
        tab.waitUntil("document.querySelector('[data-index=\"27\"] .pin') !== null");
        shows("[role=status]", "Note saved");
        assertTrue(Files.readString(Path.of(trace + ".notes.json")).contains("{\"step\":28,\"text\":\"Here the <b>root</b> changes.\"}"));
        open("?notes-again#s=1");
        tab.press("N");
        shows("dialog", "Here the <b>root</b> changes.");
        tab.click("dialog li button");
        isAt(28);
        assertEquals("Here the <b>root</b> changes.", tab.ask("document.querySelector('#note').value").asText());
    }

    @Test
    void help_lists_the_keys_and_escape_closes_it() {
        tab.press("?");
        shows("dialog", "who set one");
        tab.press("Escape");
        tab.waitUntil("document.querySelector('dialog') === null");
    }

    @Test
    void t_changes_between_light_and_dark() {
        String before = tab.ask("getComputedStyle(document.body).backgroundColor").asText();
        tab.press("t");
        tab.waitUntil("getComputedStyle(document.body).backgroundColor !== " + Tab.quoted(before));
    }

    @Test
    void a_narrow_screen_shows_one_part_at_a_time_and_scrolls_nowhere_sideways() {
        tab.size(390, 844);
        open("?narrow#s=28&v=mounts");
        for (String part : List.of("steps", "call", "state", "source")) {
            int number = List.of("steps", "call", "state", "source").indexOf(part) + 1;
            tab.click(".parts button:nth-child(" + number + ")");
            tab.waitUntil("[...document.querySelectorAll('.pane')].filter((it) => it.offsetParent !== null).length === 1 && document.querySelector('." + part + "-pane').offsetParent !== null");
            assertTrue(tab.ask("document.documentElement.scrollWidth <= 390").asBoolean(), part + " is wider than the screen");
        }
    }

    @Test
    void paper_gets_all_that_was_cut_off_on_the_screen_and_nothing_to_press() {
        tab.media("light", "print", false);
        assertEquals("none", tab.ask("getComputedStyle(document.querySelector('.transport button')).display").asText());
        assertEquals("visible", tab.ask("getComputedStyle(document.querySelector('#state-view')).overflowY").asText());
    }

    @Test
    void who_asked_for_less_motion_gets_none() {
        tab.media("light", "screen", true);
        assertEquals(0, tab.ask("document.getAnimations().length").asInt());
    }

    @Test
    void a_screen_reader_is_told_where_one_is() {
        tab.press("j");
        shows("[aria-live]", "Step 2 of");
        shows("[aria-live]", "openat");
        assertEquals("step-1", tab.ask("document.querySelector('[role=listbox]').getAttribute('aria-activedescendant')").asText());
    }

    @Test
    void another_trace_can_be_opened_in_the_page() throws IOException {
        Path other = SampleTrace.write(folder.resolve("other.jsonl"), 130);
        tab.choose("#file", other);
        tab.waitUntil("document.querySelector('#shown')?.textContent === '" + SampleTrace.lines(130).stream().filter(line -> line.startsWith("{\"seq\"")).count() + " steps'");
    }
}
