package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.runtime.RootTest;
import learnc.viewer.browser.Chromium;
import learnc.viewer.browser.Tab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A student with a real browser, before a real notebook whose cells really run.
@RootTest
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class NotebookInBrowserTest {

    private static final String LESSON = "01-a-container-is-a-process";
    private static final String AXE = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false })";

    private static Chromium browser;
    private final List<String> expectedErrors = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private RealNotebook notebook;
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
    void open() throws IOException {
        notebook = new RealNotebook();
        addresses.add(notebook.address());
        tab = browser.tab(1280, 900);
        tab.media("light", "screen", true);
    }

    @AfterEach
    void nothing_went_wrong_and_nobody_else_was_asked() throws IOException, InterruptedException {
        List<String> errors = tab.errors().stream().filter(error -> expectedErrors.stream().noneMatch(error::contains)).toList();
        List<String> elsewhere = tab.requests().stream().filter(asked -> addresses.stream().noneMatch(asked::startsWith) && !asked.startsWith("data:") && !asked.startsWith("blob:")).toList();
        tab.close();
        notebook.close();
        assertEquals(List.of(), errors);
        assertEquals(List.of(), elsewhere);
    }

    private void openLesson(Tab its) {
        its.open(notebook.address() + "#" + LESSON);
        its.waitUntil("document.querySelectorAll('.cm-content').length >= 6");
    }

    private void has(String cell, String status) {
        tab.waitUntil("document.getElementById('cell-" + cell + "')?.dataset.status === '" + status + "'");
    }

    private void shows(String selector, String text) {
        tab.waitUntil("[...document.querySelectorAll(" + Tab.quoted(selector) + ")].some((one) => one.textContent.includes(" + Tab.quoted(text) + "))");
    }

    private void isIn(String cell) {
        tab.waitUntil("document.activeElement?.closest('.cell-frame')?.dataset.id === '" + cell + "'");
    }

    private void enter(Tab its, String cell) {
        its.ask("document.querySelector('#cell-" + cell + " .cm-content').focus()");
        its.waitUntil("document.activeElement?.matches('#cell-" + cell + " .cm-content')");
    }

    private void isSaved() {
        tab.waitUntil("document.querySelector('.saving')?.dataset.saving === 'saved'");
    }

    private void click(String button) {
        tab.waitUntil("document.querySelector(" + Tab.quoted(button) + ") !== null");
        tab.ask("document.querySelector(" + Tab.quoted(button) + ").click()");
    }

    /// A new cell of one's own behind another; its id.
    private String newCell(String behind, String text) {
        enter(tab, behind);
        tab.press("Escape", "b");
        tab.waitUntil("document.activeElement?.matches('.cm-content') && document.activeElement.closest('.cell-frame').dataset.id !== '" + behind + "'");
        tab.type(text);
        return tab.ask("document.activeElement.closest('.cell-frame').dataset.id").asText();
    }

    private int status(String what) {
        return tab.ask("fetch('api/lesson/" + LESSON + "/" + what + "').then((answer) => answer.status)").asInt();
    }

    private String content(String what) {
        return tab.ask("fetch('api/lesson/" + LESSON + "/" + what + "').then((answer) => answer.text())").asText();
    }

    @Test
    void a_whole_lesson_is_done_with_the_keyboard_alone() {
        tab.open(notebook.address());
        tab.waitUntil("document.querySelectorAll('.lessons li').length > 10");
        tab.press("Tab");
        tab.waitUntil("document.activeElement?.matches('.skip')");
        tab.press("Enter");
        tab.waitUntil("document.activeElement?.matches('.lessons a')");
        tab.press("Enter");
        tab.waitUntil("document.querySelectorAll('.cm-content').length >= 6");
        tab.waitUntil("document.activeElement?.id === 'title'");
        for (int i = 0; i < 9 && !tab.ask("document.activeElement.matches('.cm-content')").asBoolean(); i++) {
            tab.press("Tab");
        }
        List<String> cells = new ArrayList<>();
        tab.ask("[...document.querySelectorAll('.cell-frame')].map((one) => one.dataset.id)").forEach(id -> cells.add(id.asText()));
        assertTrue(cells.size() >= 6, cells.toString());
        for (String cell : cells) {
            isIn(cell);
            tab.press("Shift+Enter");
            has(cell, "ok");
        }
        shows(".validity.valid", "Strongly valid");
        assertTrue(tab.count(".verdict.kept") >= 6);
        assertEquals(0, tab.count(".verdict.broken"));
        tab.press("Escape", "h");
        shows(".panel .history", "host.getpid()");
        tab.open(notebook.address() + "?list#");
        shows(".lessons .done", "A container is a process");
    }

    @Test
    void an_address_of_a_lesson_that_does_not_exist_leads_to_the_list_and_says_so() {
        expectedErrors.add("404");
        tab.open(notebook.address() + "#99-nowhere");
        shows("main", "A container is a process");
        shows(".notices", "there is no lesson 99-nowhere");
    }

    @Test
    void a_loop_that_catches_everything_is_interrupted_and_the_next_cell_runs() {
        openLesson(tab);
        String loop = newCell("who", "for (;;) { try { Thread.sleep(50); } catch (Throwable all) { } }");
        tab.press("Ctrl+Enter");
        has(loop, "running");
        shows("#cell-" + loop + " .running-bar", "still running");
        tab.press("Escape", "i", "i");
        tab.waitUntil("document.getElementById('cell-" + loop + "').dataset.status === 'interrupted' || document.querySelector('#cell-" + loop + " .running-bar')?.textContent.includes('does not stop')");
        // What the interrupt cannot end, the kill does; it takes the machine with it, and so makes stale what ran there.
        boolean isKilled = tab.ask("(() => { const kill = document.querySelector('#cell-" + loop + " .danger'); kill?.click(); return kill !== null; })()").asBoolean();
        has(loop, isKilled ? "stale" : "interrupted");
        enter(tab, "who");
        tab.press("Ctrl+Enter");
        has("who", "ok");
    }

    @Test
    void a_cell_that_resists_is_killed_with_the_keyboard_and_the_focus_stays_with_it() {
        openLesson(tab);
        String stubborn = newCell("who", "new java.util.concurrent.Semaphore(0).acquireUninterruptibly();");
        tab.press("Ctrl+Enter");
        has(stubborn, "running");
        tab.press("Escape", "i", "i");
        tab.waitUntil("document.querySelector('#cell-" + stubborn + " .danger') !== null");
        for (int i = 0; i < 9 && !tab.ask("document.activeElement.matches('.danger')").asBoolean(); i++) {
            tab.press("Tab");
        }
        tab.press("Enter");
        has(stubborn, "stale");
        isIn(stubborn);
        shows(".notice", "you have killed its machine");
        enter(tab, "who");
        tab.press("Ctrl+Enter");
        has("who", "ok");
    }

    @Test
    void a_loop_is_interrupted_and_keeps_its_machine() {
        openLesson(tab);
        String first = newCell("who", "int kept = 41;");
        tab.press("Ctrl+Enter");
        has(first, "ok");
        String loop = newCell(first, "while (true) Thread.onSpinWait();");
        tab.press("Ctrl+Enter");
        has(loop, "running");
        click("#cell-" + loop + " .interrupt");
        has(loop, "interrupted");
        String after = newCell(loop, "kept + 1");
        tab.press("Ctrl+Enter");
        has(after, "ok");
        shows("#cell-" + after + " .value", "42");
    }

    @Test
    void a_machine_that_dies_is_told_and_a_new_one_runs_the_next_cell() {
        openLesson(tab);
        String last = newCell("who", "Runtime.getRuntime().halt(3);");
        tab.press("Ctrl+Enter");
        shows("#cell-" + last + " .cell-message", "has ended");
        enter(tab, "who");
        tab.press("Ctrl+Enter");
        has("who", "ok");
        isSaved();
    }

    @Test
    void what_was_written_and_what_came_out_is_there_after_the_server_has_died() throws Exception {
        openLesson(tab);
        enter(tab, "who");
        tab.press("Ctrl+Home");
        tab.type("// mine\n");
        tab.press("Ctrl+Enter");
        has("who", "ok");
        isSaved();
        assertTrue(Files.readString(notebook.copy(LESSON)).contains("// mine\nhost.getpid()"));
        notebook.stop();
        shows(".notice", "does not answer");
        expectedErrors.add("net::ERR_");
        notebook.start();
        addresses.add(notebook.address());
        openLesson(tab);
        shows("#cell-who .cm-line", "// mine");
        shows("#cell-who .status", "stale");
        shows("#cell-who .promise", "promises kept");
    }

    @Test
    void a_changed_cell_is_compared_and_reset_and_a_deleted_one_comes_back() throws IOException {
        openLesson(tab);
        enter(tab, "rename");
        tab.press("Ctrl+Home");
        tab.type("// changed\n");
        isSaved();
        click("#cell-rename .edited");
        shows("dialog .difference .added", "// changed");
        click("dialog .buttons button");
        tab.waitUntil("!document.querySelector('#cell-rename .cm-content').textContent.includes('changed')");
        isIn("rename");
        isSaved();
        assertFalse(Files.readString(notebook.copy(LESSON)).contains("changed"));
        enter(tab, "rename");
        tab.press("Escape", "d", "d");
        tab.waitUntil("document.querySelector('#cell-rename') === null && document.activeElement?.matches('.cell-frame')");
        tab.press("z");
        tab.waitUntil("document.activeElement?.id === 'cell-rename'");
        assertEquals(Files.readString(Path.of(LESSON, "lesson.adoc")), Files.readString(notebook.copy(LESSON)));
    }

    @Test
    void two_tabs_see_each_other_and_neither_loses_what_is_typed() {
        openLesson(tab);
        try (Tab deaf = browser.tab(1280, 900)) {
            // This one does not hear what others write, as if both had typed in the same moment.
            deaf.before("const add = EventSource.prototype.addEventListener; EventSource.prototype.addEventListener = function (name, ...rest) { if (name !== 'edited') add.call(this, name, ...rest); };");
            openLesson(deaf);
            enter(tab, "who");
            tab.press("Ctrl+Home");
            tab.type("// first\n");
            isSaved();
            enter(deaf, "who");
            deaf.press("Ctrl+Home");
            deaf.type("// second\n");
            deaf.waitUntil("document.querySelector('#cell-who .two-texts')?.textContent.includes('// first')");
            deaf.ask("[...document.querySelectorAll('.two-texts button')].find((one) => one.textContent === 'Keep mine').click()");
            shows("#cell-who .cm-line", "// second");
            enter(tab, "who");
            tab.press("Ctrl+Enter");
            has("who", "ok");
            deaf.waitUntil("document.getElementById('cell-who').dataset.status === 'ok'");
            assertTrue(deaf.errors().stream().allMatch(error -> error.contains("409")), deaf.errors().toString());
        }
    }

    @Test
    void a_lesson_is_exported_with_what_came_out() {
        openLesson(tab);
        enter(tab, "who");
        tab.press("Ctrl+Home");
        tab.type("// exported\n");
        tab.press("Ctrl+Enter");
        has("who", "ok");
        for (String format : List.of("html", "ipynb", "jsh", "adoc")) {
            assertEquals(200, status("export/" + format), format);
            assertTrue(content("export/" + format).contains("// exported"), format);
        }
    }

    @Test
    void axe_finds_nothing_in_a_lesson_that_was_run() throws IOException {
        openLesson(tab);
        click("[aria-label=\"Run\"]");
        shows(".bar .menu li", "Run all");
        click(".bar .menu li button");
        tab.waitUntil("[...document.querySelectorAll('.cell-frame')].every((one) => one.dataset.status === 'ok')");
        try (var axe = Tab.class.getResourceAsStream("/learnc/viewer/vendor/axe.min.js")) {
            tab.ask("(() => { " + new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "\nreturn true; })()");
        }
        for (String scheme : List.of("light", "dark")) {
            tab.media(scheme, "screen", true);
            JsonNode result = tab.ask(AXE + ".then((it) => ({ passes: it.passes.length, violations: it.violations.map((one) => one.id + ': ' + one.help + ' ' "
                    + "+ one.nodes.slice(0, 2).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? '')).join(' | ')) }))");
            assertTrue(result.get("passes").asInt() > 10, "axe has looked at nothing");
            assertEquals("[]", result.get("violations").toString(), scheme);
        }
    }
}
