package learnc.lessons.notebook.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page in a real browser, against a server that answers what it is told to: every kind of cell and of output, every key, two tabs,
/// a server that goes away, and text that would like to be a script.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PageInBrowserTest {

    private static final String LESSON = "#" + FakeNotebook.LESSON;
    private static final String AXE = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false })";

    private static Chromium browser;
    private final List<String> expectedErrors = new ArrayList<>();
    private FakeNotebook server;
    private Tab tab;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Chromium.start();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openLesson() throws IOException {
        server = SampleLesson.serve();
        tab = opened();
    }

    private Tab opened() {
        Tab fresh = browser.tab(1280, 900);
        fresh.media("light", "screen", true);
        fresh.open(server.address() + LESSON);
        fresh.waitUntil("document.querySelectorAll('.cell-frame').length === " + server.order().size());
        return fresh;
    }

    @AfterEach
    void nothing_went_wrong_and_nobody_else_was_asked() {
        List<String> errors = tab.errors().stream().filter(error -> expectedErrors.stream().noneMatch(error::contains)).toList();
        List<String> elsewhere = tab.requests().stream().filter(address -> !address.startsWith(server.address()) && !address.startsWith("data:") && !address.startsWith("blob:")).toList();
        tab.close();
        server.close();
        assertEquals(List.of(), errors);
        assertEquals(List.of(), elsewhere);
    }

    private void shows(String selector, String text) {
        tab.waitUntil("[...document.querySelectorAll(" + Tab.quoted(selector) + ")].some((one) => one.textContent.includes(" + Tab.quoted(text) + "))");
    }

    private void has(String cell, String status) {
        tab.waitUntil("document.getElementById('cell-" + cell + "').dataset.status === '" + status + "'");
    }

    private void isIn(String cell, String selector) {
        tab.waitUntil("document.activeElement?.closest('" + selector + "') && document.activeElement.closest('.cell-frame')?.dataset.id === '" + cell + "'");
    }

    /// The focus into the code of a cell, as by a click.
    private void enter(String cell) {
        tab.ask("document.querySelector('#cell-" + cell + " .cm-content').focus()");
        isIn(cell, ".cm-content");
    }

    private void run(String cell, String status) {
        tab.ask("document.querySelector('#cell-" + cell + " .run').click()");
        has(cell, status);
    }

    private void isSaved() {
        tab.waitUntil("document.querySelector('.saving')?.dataset.saving === 'saved'");
    }

    private String code(String cell) {
        return tab.ask("[...document.querySelectorAll('#cell-" + cell + " .cm-line')].map((line) => [...line.childNodes].filter((one) => !one.classList?.contains('verdict')).map((one) => one.textContent).join('')).join('\\n')").asText();
    }

    @Test
    void the_list_of_lessons_tells_how_far_one_has_come_and_leads_to_a_lesson_and_back() {
        tab.open(server.address() + "?list#");
        shows(".lessons .done .progress", "done");
        shows(".lessons .begun .progress", "4 of 10 cells");
        shows(".go-on", "Go on with 03");
        tab.ask("document.querySelector('.lessons li:last-child a').click()");
        shows("h1", "The UTS namespace");
        tab.waitUntil("document.title.startsWith('The UTS namespace')");
        tab.back();
        shows("h1", "learnc");
    }

    @Test
    void every_kind_of_output_is_shown() {
        run("rename", "ok");
        shows("#cell-rename .value .name", "init");
        shows("#cell-rename .promise.kept", "as promised");
        run("table", "ok");
        shows("#cell-table table tr.added", "4026532611");
        run("prints", "ok");
        shows("#cell-prints .out pre", "hello");
        shows("#cell-prints .out.err", "err");
        run("picture", "ok");
        tab.waitUntil("document.querySelector('#cell-picture img').naturalWidth > 100");
        run("shell", "ok");
        shows("#cell-shell .out", "sandbox");
        run("broken", "error");
        shows("#cell-broken .promise.broken", "promised 4, but got 5");
        run("checks", "error");
        shows("#cell-checks .trouble", "Not yet");
        assertEquals("true", tab.ask("document.querySelector('#cell-setup .cm-content').ariaReadOnly ?? 'true'").asText());
        assertEquals("[1]", tab.text("#cell-rename .count"));
    }

    @Test
    void a_trouble_is_underlined_at_its_range_and_its_line_leads_there() {
        run("fails", "error");
        tab.waitUntil("document.querySelector('#cell-fails .cm-lintRange-error')?.textContent === '\"three\"'");
        tab.ask("document.querySelector('#cell-fails .where').click()");
        isIn("fails", ".cm-content");
        tab.waitUntil("getSelection().toString() === '\"three\"'");
        run("throws", "error");
        shows("#cell-throws details summary", "2 frames");
    }

    @Test
    void a_trace_opens_the_viewer_in_the_cell() {
        run("trace", "ok");
        shows("#cell-trace .calls .refused", "EPERM");
        tab.ask("document.querySelector('#cell-trace .trace-head button').click()");
        tab.waitUntil("document.querySelector('.stepper').contentDocument?.querySelector('.where b')?.textContent === '1'");
        tab.ask("document.querySelector('.stepper').contentDocument.querySelector('[data-index=\"1\"]').click()");
        tab.waitUntil("document.querySelector('.stepper').contentDocument.querySelector('.signature')?.textContent.includes('sethostname')");
    }

    @Test
    void keys_run_cells_and_walk_among_them_and_letters_are_commands_only_after_escape() {
        enter("rename");
        tab.press("Shift+Enter");
        has("rename", "ok");
        isIn("table", ".cm-content");
        tab.press("Ctrl+Enter");
        has("table", "ok");
        isIn("table", ".cm-content");
        tab.press("Ctrl+Home");
        tab.press("d", "d", "j", "?");
        tab.waitUntil("document.querySelector('#cell-table .cm-content').textContent.startsWith('ddj?')");
        isIn("table", ".cm-content");
        tab.press("Escape");
        tab.waitUntil("document.activeElement.id === 'cell-table'");
        tab.press("j");
        tab.waitUntil("document.activeElement.id === 'cell-prints'");
        tab.press("k", "k");
        tab.waitUntil("document.activeElement.id === 'cell-rename'");
        tab.press("Enter");
        isIn("rename", ".cm-content");
        tab.press("Escape", "?");
        shows("dialog h2", "Keys");
        tab.press("Escape");
        tab.waitUntil("document.querySelector('dialog') === null && document.activeElement.id === 'cell-rename'");
        tab.press("v");
        shows(".panel .variables", "puppet 4711");
        tab.press("h");
        shows(".panel .history", "var init = newInit();");
        tab.press("c");
        shows(".panel .contents", "Two names, one kernel");
    }

    @Test
    void cells_run_in_the_order_in_which_they_were_asked_to_however_fast() {
        enter("rename");
        tab.press("Shift+Enter", "Shift+Enter", "Shift+Enter", "Shift+Enter", "Shift+Enter");
        has("trace", "ok");
        List<String> runs = server.asked().stream().filter(one -> one.startsWith("run ")).toList();
        assertEquals(List.of("rename", "table", "prints", "setup", "trace").stream().map(id -> "run {\"cells\":[\"" + id + "\"]}").toList(), runs);
    }

    @Test
    void cells_are_made_deleted_brought_back_and_moved() {
        enter("rename");
        tab.press("Escape", "b");
        isIn("mine1", ".cm-content");
        tab.type("1 + 1");
        tab.press("Shift+Enter");
        has("mine1", "ok");
        isSaved();
        assertEquals("1 + 1", server.source("mine1"));
        isIn("table", ".cm-content");
        tab.press("Escape", "d", "d");
        tab.waitUntil("document.querySelector('#cell-table') === null && document.activeElement.id === 'cell-prints'");
        tab.press("z");
        tab.waitUntil("document.activeElement.id === 'cell-table'");
        tab.press("J");
        tab.waitUntil("[...document.querySelectorAll('.cell-frame')].map((one) => one.dataset.id).join().includes('mine1,prints,table')");
        tab.waitUntil("document.activeElement.id === 'cell-table'");
        tab.press("a");
        isIn("mine2", ".cm-content");
        tab.press("Alt+Enter");
        isIn("mine3", ".cm-content");
        assertEquals(List.of("guess", "rename", "mine1", "prints", "mine2", "mine3", "table"), server.order().subList(0, 7));
    }

    @Test
    void in_student_mode_cells_stay_where_they_are() {
        tab.open(server.address() + "?student" + LESSON);
        tab.waitUntil("document.querySelector('#cell-rename .cm-content')");
        enter("rename");
        tab.press("Escape", "d", "d");
        shows(".notice", "student mode");
        tab.press("b");
        enter("rename");
        tab.ask("document.querySelector('#cell-rename .menu button').click()");
        shows("#cell-rename .menu", "Run to here");
        assertFalse(tab.text("#cell-rename .menu").contains("Delete"));
        assertTrue(server.asked().stream().noneMatch(one -> one.startsWith("delete") || one.startsWith("insert")), server.asked().toString());
    }

    @Test
    void what_a_cell_promises_is_hidden_until_it_has_run_or_the_cursor_comes_to_it() {
        String last = "#cell-rename .cm-line:last-child";
        tab.waitUntil("document.querySelector('" + last + " .veil') !== null");
        assertTrue(tab.text(last).endsWith("// => ?"), tab.text(last));
        enter("rename");
        tab.press("Ctrl+End");
        tab.waitUntil("document.querySelector('" + last + "').textContent.endsWith('// => \"box\"')");
        tab.press("Ctrl+Home");
        tab.waitUntil("document.querySelector('" + last + " .veil') !== null");
        assertTrue(server.source("rename").endsWith("// => \"box\""), "the text itself is as it was");
        run("rename", "ok");
        tab.waitUntil("document.querySelector('#cell-rename .veil') === null && document.querySelector('" + last + "').textContent.includes('\"box\"')");
        tab.open(server.address() + "?instructor" + LESSON);
        tab.waitUntil("document.querySelector('#cell-broken .cm-line:last-child')?.textContent.includes('// => 4')");
        assertEquals(0, tab.count(".veil"));
    }

    @Test
    void what_the_reader_promises_himself_is_not_hidden() {
        enter("prints");
        tab.press("Ctrl+End");
        tab.type("\n2 + 2 // => 4");
        tab.press("Ctrl+Home");
        isSaved();
        assertTrue(code("prints").endsWith("2 + 2 // => 4"), code("prints"));
    }

    @Test
    void the_instructor_sees_solutions_open() {
        assertFalse(tab.ask("document.querySelector('.prose details').open").asBoolean());
        tab.open(server.address() + "?instructor" + LESSON);
        tab.waitUntil("document.querySelector('.prose details')?.open");
    }

    @Test
    void cells_run_to_here_below_all_and_stale_and_the_queue_is_cancelled() {
        menu("#cell-prints", "Run to here");
        has("prints", "ok");
        assertEquals("run {\"cells\":[\"rename\",\"table\",\"prints\"]}", server.asked().getLast());
        enter("rename");
        tab.press("Ctrl+Home");
        tab.type("// ");
        has("rename", "stale");
        menu(".bar", "Run what is stale");
        has("rename", "ok");
        run("gentle", "running");
        tab.ask("document.querySelector('#cell-rename .run').click()");
        shows(".queue", "1 waiting");
        has("rename", "queued");
        tab.ask("document.querySelector('.queue button').click()");
        tab.waitUntil("document.querySelector('.queue') === null");
        tab.ask("document.querySelector('#cell-gentle .interrupt').click()");
        has("gentle", "interrupted");
        menu(".bar", "Run all");
        tab.waitUntil("document.querySelectorAll('.cell-frame.queued').length >= 1");
        menu("#cell-shell", "Run this and all below");
        shows(".queue", "5 waiting");
    }

    @Test
    void text_stands_where_editors_are_still_being_made_and_takes_the_same_place() {
        try (Tab slow = browser.tab(1280, 900)) {
            slow.before("""
                    new MutationObserver((_, seen) => {
                      const editors = [...document.querySelectorAll('.editor')];
                      if (editors.length > 5) {
                        seen.disconnect();
                        window.first = { plain: editors.filter((one) => one.childElementCount === 0).map((one) => one.textContent), height: document.body.scrollHeight };
                      }
                    }).observe(document, { childList: true, subtree: true });""");
            slow.open(server.address() + LESSON);
            slow.waitUntil("document.querySelectorAll('.editor .cm-content').length === document.querySelectorAll('.editor').length");
            assertTrue(slow.ask("first.plain.length").asInt() > 4);
            assertTrue(slow.ask("first.plain").toString().contains("int number"));
            assertEquals(slow.ask("first.height").asDouble(), slow.ask("document.body.scrollHeight").asDouble(), 30);
        }
    }

    @Test
    void tab_goes_through_the_whole_page_and_is_caught_in_no_cell() {
        run("rename", "ok");
        String before = server.source("rename");
        tab.ask("document.querySelector('#cell-rename .run').focus()");
        for (int i = 0; i < 150 && !tab.ask("document.activeElement.closest('.end') !== null").asBoolean(); i++) {
            tab.press("Tab");
        }
        shows(".end :focus", "Add a cell");
        assertEquals(before, code("rename"));
        tab.press("Shift+Tab");
        for (int i = 0; i < 150 && !tab.ask("document.activeElement.matches('#cell-rename .cm-content')").asBoolean(); i++) {
            tab.press("Shift+Tab");
        }
        isIn("rename", ".cm-content");
        tab.press("ArrowRight", "Home", "Tab");
        assertTrue(code("rename").startsWith("    "), "once inside, Tab indents");
    }

    @Test
    void what_is_selected_is_written_over_and_the_browser_complains_of_nothing() {
        run("prints", "ok");
        enter("prints");
        tab.press("Ctrl+a");
        tab.type("int one = 1;\nString two = \"2\"; // three");
        assertEquals("int one = 1;\nString two = \"2\"; // three", code("prints"));
        tab.press("Ctrl+a", "x");
        assertEquals("x", code("prints"));
        tab.press("Ctrl+a");
        tab.type("(");
        assertEquals("(x)", code("prints"), "a bracket is put around what is selected");
        isSaved();
        assertEquals("(x)", server.source("prints"));
    }

    /// The stream of events and the answer to a question come over connections of their own.
    @Test
    void an_answer_that_an_event_has_overtaken_is_asked_for_again() {
        tab.ask("(() => { const real = fetch; window.asked = 0; window.fetch = async (address, request) => { const answer = await real(address, request);"
                + " if (/lesson\\/[\\w-]+$/.test(address) && ++window.asked === 1) { await new Promise((go) => (window.letGo = go)); } return answer; }; })()");
        server.lessonChanged();
        tab.waitUntil("window.letGo !== undefined");
        run("rename", "ok");
        tab.ask("letGo()");
        tab.waitUntil("window.asked === 2");
        has("rename", "ok");
    }

    private void menu(String where, String entry) {
        tab.ask("document.querySelector('" + where + " .menu button').click()");
        shows(where + " .menu li", entry);
        tab.ask("[...document.querySelectorAll('" + where + " .menu li button')].find((one) => one.textContent.startsWith('" + entry + "')).click()");
    }

    @Test
    void a_cell_that_catches_everything_can_be_killed() throws IOException {
        run("loop", "running");
        shows("#cell-loop .running-bar", "running");
        server.print("out", "still ");
        server.print("out", "here\n");
        server.machine("{'slow':true}");
        shows("#cell-loop .running-bar", "still running");
        shows("#cell-loop .out", "still here");
        tab.ask("document.querySelector('#cell-loop .interrupt').click()");
        shows("#cell-loop .running-bar", "does not stop");
        tab.ask("document.querySelector('#cell-loop .danger').click()");
        has("loop", "interrupted");
        assertTrue(server.asked().containsAll(List.of("interrupt {}", "kill {}")), server.asked().toString());
    }

    @Test
    void a_question_is_answered_and_the_answer_judged() {
        tab.ask("document.querySelector('#cell-guess input').focus()");
        tab.press("ArrowDown");
        tab.waitUntil("document.querySelector('#cell-guess input:checked')?.value === 'no'");
        tab.press("Enter");
        shows("#cell-guess .answer.right", "Right.");
        assertEquals("Cell 1 of 14, a question, answered", tab.ask("document.getElementById('cell-guess').ariaLabel").asText());
    }

    @Test
    void a_question_is_answered_by_the_keys_that_run_a_cell() {
        tab.ask("document.querySelector('#cell-guess input').focus()");
        tab.press("Ctrl+Enter");
        tab.press("ArrowDown", "ArrowDown");
        tab.press("Ctrl+Enter");
        shows("#cell-guess .answer.wrong", "Not so.");
        has("guess", "error");
        isIn("guess", "input");
        tab.press("ArrowUp");
        tab.press("Shift+Enter");
        shows("#cell-guess .answer.right", "Right.");
        has("guess", "ok");
        isIn("rename", ".cm-content");
        assertEquals(2, server.asked().stream().filter(one -> one.startsWith("predict")).count(), "nothing was sent before something was chosen");
    }

    @Test
    void what_is_typed_is_saved_compared_and_reset() {
        enter("prints");
        tab.press("Ctrl+End");
        tab.type("\n// mine");
        isSaved();
        assertTrue(server.source("prints").endsWith("// mine"), server.source("prints"));
        tab.ask("document.querySelector('#cell-prints .edited').click()");
        shows("dialog .difference .added", "// mine");
        tab.ask("document.querySelector('dialog .buttons button').click()");
        tab.waitUntil("!document.querySelector('#cell-prints .cm-content').textContent.includes('mine')");
        assertFalse(server.source("prints").contains("mine"));
        enter("prints");
        tab.press("Ctrl+z");
        tab.waitUntil("document.querySelector('#cell-prints .cm-content').textContent.includes('mine')");
        isSaved();
    }

    @Test
    void completion_documentation_and_diagnosis_come_while_one_types() {
        enter("table");
        tab.press("Ctrl+End");
        tab.type(";init.");
        tab.press("Tab");
        shows(".cm-tooltip-autocomplete", "sethostname");
        shows(".cm-completionInfo", "Sets the host's name");
        tab.type("seth");
        tab.waitUntil("document.querySelectorAll('.cm-tooltip-autocomplete li').length === 1");
        tab.press("Tab");
        tab.waitUntil("document.querySelector('#cell-table .cm-content').textContent.endsWith('init.sethostname')");
        tab.press("Shift+Tab");
        shows(".documentation", "void Kernel.sethostname(String name)");
        tab.press("Escape");
        tab.waitUntil("document.querySelector('.documentation') === null");
        isIn("table", ".cm-content");
        tab.type("(wrong)");
        tab.waitUntil("document.querySelector('#cell-table .cm-lintRange-error')?.textContent === 'wrong'");
    }

    @Test
    void what_the_server_could_not_keep_is_not_called_saved_until_it_is() {
        enter("prints");
        server.fill(true);
        tab.press("Ctrl+Home");
        tab.type("// kept\n");
        tab.waitUntil("document.querySelector('.saving')?.dataset.saving === 'unsaved'");
        shows(".notice", "the disk is full");
        assertFalse(server.source("prints").contains("kept"));
        server.fill(false);
        tab.type("// all of it\n");
        isSaved();
        assertTrue(server.source("prints").startsWith("// kept\n// all of it\n"), server.source("prints"));
        expectedErrors.add("500");
    }

    @Test
    void another_tab_writes_and_nothing_typed_is_lost() {
        server.write("prints", "theirs();");
        tab.waitUntil("document.querySelector('#cell-prints .cm-content').textContent === 'theirs();'");
        enter("table");
        tab.press("Ctrl+Home");
        server.writeSecretly("table", "theirs(2);");
        tab.type("mine.");
        shows("#cell-table .two-texts", "theirs(2);");
        tab.waitUntil("document.querySelector('.saving').dataset.saving === 'conflict'");
        assertTrue(code("table").startsWith("mine.namespaces"), code("table"));
        tab.ask("[...document.querySelectorAll('.two-texts button')].find((one) => one.textContent === 'Keep mine').click()");
        isSaved();
        assertTrue(server.source("table").startsWith("mine.namespaces"), server.source("table"));
        server.writeSecretly("table", "theirs(3);");
        enter("table");
        tab.type("x");
        shows("#cell-table .two-texts", "theirs(3);");
        tab.ask("[...document.querySelectorAll('.two-texts button')].find((one) => one.textContent.startsWith('Take')).click()");
        tab.waitUntil("document.querySelector('#cell-table .cm-content').textContent === 'theirs(3);'");
        isSaved();
        enter("table");
        tab.press("Ctrl+z");
        tab.waitUntil("document.querySelector('#cell-table .cm-content').textContent.includes('mine.')");
        isSaved();
        expectedErrors.add("409");
    }

    @Test
    void two_tabs_see_each_other() {
        Tab other = opened();
        try {
            enter("prints");
            tab.press("Ctrl+Home");
            tab.type("// both\n");
            other.waitUntil("document.querySelector('#cell-prints .cm-line').textContent === '// both'");
            run("rename", "ok");
            other.waitUntil("document.getElementById('cell-rename').dataset.status === 'ok'");
            assertEquals(List.of(), other.errors());
        } finally {
            other.close();
        }
    }

    @Test
    void a_server_that_goes_away_is_told_and_what_is_typed_meanwhile_is_saved_when_it_is_back() throws IOException {
        enter("prints");
        server.silence();
        shows(".notice", "does not answer");
        tab.press("Ctrl+Home");
        tab.type("// meanwhile\n");
        tab.waitUntil("document.querySelector('.saving').textContent === 'no connection'");
        server.speak();
        tab.waitUntil("document.querySelector('.notice.trouble') === null");
        isSaved();
        assertTrue(server.source("prints").startsWith("// meanwhile\n"), server.source("prints"));
        expectedErrors.addAll(List.of("net::ERR_", "does not answer"));
    }

    @Test
    void what_was_typed_before_a_crash_of_the_page_is_there_again() {
        String before = server.source("prints");
        tab.ask("(localStorage.setItem('learnc-unsaved:" + FakeNotebook.LESSON + ":prints', JSON.stringify({ source: '// before\\n', base: " + Tab.quoted(before).replace("\n", "\\n") + " })), true)");
        tab.open(server.address() + "?crashed" + LESSON);
        tab.waitUntil("document.querySelector('#cell-prints .cm-line')?.textContent === '// before'");
        isSaved();
        assertEquals("// before\n", server.source("prints"));
        shows(".notice", "had not been saved");
        assertEquals(0, tab.ask("Object.keys(localStorage).filter((one) => one.startsWith('learnc-unsaved')).length").asInt());
    }

    @Test
    void a_million_characters_in_one_line_are_cut_and_the_page_goes_on() {
        run("gentle", "running");
        server.print("out", "x".repeat(1_000_000));
        shows("#cell-gentle .out", "800000 characters before this are left out");
        server.print("out", "\n20 %\r100 %\n");
        shows("#cell-gentle .out", "100 %");
        assertFalse(tab.text("#cell-gentle .out").contains("20 %"), "it was written over");
    }

    @Test
    void a_word_is_found_in_text_cells_and_outputs() {
        run("rename", "ok");
        enter("rename");
        // Whoever types fast does not wait for the field.
        tab.press("Ctrl+f");
        tab.type("puppet");
        shows(".find output", "1 of 1");
        tab.ask("document.querySelector('.find input').select()");
        tab.type("hostname");
        tab.waitUntil("/^1 of \\d+$/.test(document.querySelector('.find output').textContent) && document.querySelectorAll('.cm-found').length >= 2");
        tab.press("Enter");
        shows(".find output", "2 of");
        tab.press("Escape");
        tab.waitUntil("document.querySelector('.find') === null && document.querySelector('.cm-found') === null");
    }

    @Test
    void a_presentation_shows_one_section_at_a_time() {
        enter("rename");
        tab.press("Escape", "p");
        tab.waitUntil("document.documentElement.dataset.presenting === 'true' && document.querySelector('.sect1[data-away] #_two_names')");
        tab.press("ArrowRight");
        tab.waitUntil("document.querySelector('.sect1[data-away] #_the_question')");
        tab.press("Escape");
        tab.waitUntil("document.documentElement.dataset.presenting === 'false' && document.querySelector('[data-away]') === null");
    }

    @Test
    void text_that_would_like_to_be_a_script_is_only_text() throws IOException {
        String evil = "<img src=x onerror=window.evil=1><script>window.evil=1</script><table style=color:red onclick=window.evil=1><tr><td>kept</td></tr></table><a href=javascript:window.evil=1>link</a>"
                + "<svg><script>window.evil=1</script><a href=javascript:window.evil=1><text>t</text></a></svg><iframe src=/evil></iframe><form action=/evil><input name=x></form><p id=page data-cell=rename class=cell>p</p>";
        server.with("evil", "java", evil, "[{'kind':'value','name':null,'mime':'text/html','content':'" + evil + "'},{'kind':'text','stream':'out','text':'" + evil + "'},"
                + "{'kind':'value','name':'" + evil + "','mime':'text/plain','content':'" + evil + "'},{'kind':'trouble','message':'" + evil + "','from':-1,'to':-1,'frames':['" + evil + "']}]");
        tab.open(server.address() + "?evil" + LESSON);
        tab.waitUntil("document.querySelector('#cell-evil .cm-content')");
        run("evil", "error");
        shows("#cell-evil .rich", "kept");
        assertEquals("TABLE,TBODY,TR,TD,P", tab.ask("[...document.querySelectorAll('#cell-evil .rich *')].map((one) => one.tagName).filter((name) => !['A', 'IMG', 'svg'].includes(name)).join()").asText());
        assertEquals("", tab.ask("[...document.querySelectorAll('#cell-evil .rich *')].flatMap((one) => one.getAttributeNames()).filter((name) => name !== 'class').join()").asText());
        tab.ask("document.querySelector('#cell-evil .rich a')?.click()");
        assertTrue(tab.ask("window.evil === undefined").asBoolean());
        expectedErrors.addAll(List.of("Executing inline event handler violates", "Applying inline style violates"));
        assertEquals(server.order().size(), tab.count(".cell-frame"));
    }

    @Test
    void a_long_text_shows_its_beginning_first() throws IOException {
        server.with("long", "java", "print()", "[{'kind':'text','stream':'out','text':'" + "line\\n".repeat(500) + "last'}]");
        tab.open(server.address() + "?long" + LESSON);
        tab.waitUntil("document.querySelector('#cell-long .cm-content')");
        run("long", "ok");
        shows("#cell-long .long button", "more lines");
        assertFalse(tab.text("#cell-long pre").contains("last"));
        tab.ask("document.querySelector('#cell-long .long button').click()");
        shows("#cell-long pre", "last");
    }

    @Test
    void links_stay_in_the_notebook_and_exports_are_offered() {
        tab.ask("document.querySelector('.prose a[href*=\"_the_question\"]').click()");
        tab.waitUntil("document.activeElement?.id === '_the_question'");
        assertEquals("noopener noreferrer", tab.ask("document.querySelector('.prose a[target]').rel").asText());
        tab.ask("document.querySelector('[aria-label=\"More\"]').click()");
        tab.waitUntil("[...document.querySelectorAll('.menu a[download]')].map((one) => one.getAttribute('href').split('/').at(-1)).join() === 'html,ipynb,jsh,adoc'");
    }

    @Test
    void axe_finds_nothing() throws IOException {
        var found = new ArrayList<String>();
        for (String scheme : List.of("light", "dark")) {
            tab.media(scheme, "screen", true);
            tab.open(server.address() + "?" + scheme + "#");
            useAxe();
            check(scheme + " list", found);
            tab.open(server.address() + "?" + scheme + "again" + LESSON);
            tab.waitUntil("document.querySelectorAll('.cm-content').length > 10");
            useAxe();
            check(scheme + " fresh", found);
            for (String cell : List.of("rename", "table", "prints", "trace", "picture", "shell")) {
                run(cell, "ok");
            }
            for (String cell : List.of("broken", "fails", "throws", "checks")) {
                run(cell, "error");
            }
            run("loop", "running");
            server.machine("{'slow':true}");
            enter("setup");
            tab.press("Escape");
            check(scheme + " with outputs", found);
            enter("table");
            server.writeSecretly("table", "theirs(" + scheme.length() + ");");
            tab.type("x");
            shows("#cell-table .two-texts", "theirs");
            tab.press("Escape", "v");
            shows(".panel", "puppet");
            check(scheme + " conflict and variables", found);
            tab.press("h");
            shows(".panel", "newInit");
            check(scheme + " history", found);
            tab.press("Ctrl+f");
            tab.waitUntil("document.activeElement?.matches('.find input')");
            tab.type("name");
            shows(".find output", "1 of");
            check(scheme + " find", found);
            tab.press("Escape");
            tab.ask("document.querySelector('[aria-label=\"More\"]').click()");
            check(scheme + " menu", found);
            enter("rename");
            tab.press("Escape", "?");
            shows("dialog", "Keys");
            check(scheme + " help", found);
            tab.press("Escape");
            tab.size(390, 844);
            check(scheme + " narrow", found);
            tab.size(1280, 900);
            tab.ask("[...document.querySelectorAll('.two-texts button')].find((one) => one.textContent.startsWith('Take')).click()");
            tab.ask("document.querySelector('#cell-loop .danger').click()");
            has("loop", "interrupted");
            isSaved();
        }
        expectedErrors.add("409");
        assertEquals(List.of(), found);
    }

    private void useAxe() throws IOException {
        try (var axe = Tab.class.getResourceAsStream("/learnc/viewer/vendor/axe.min.js")) {
            tab.ask("(() => { " + new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "\nreturn true; })()");
        }
    }

    private void check(String where, List<String> found) {
        JsonNode result = tab.ask(AXE + ".then((it) => ({ passes: it.passes.length, violations: it.violations.map((one) => one.id + ': ' + one.help + ' ' "
                + "+ one.nodes.slice(0, 2).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? '')).join(' | ')) }))");
        assertTrue(result.get("passes").asInt() > 10, "axe has looked at nothing");
        for (JsonNode violation : result.get("violations")) {
            found.add(where + ": " + violation.asText());
        }
    }
}
