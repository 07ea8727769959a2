package learnc.viewer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A tab of [Chromium], as a user has it: an address, keys, a mouse, eyes. It remembers every error and every request.
public final class Tab implements AutoCloseable {

    private static final Map<String, Integer> CODES = Map.of("ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40, "Home", 36, "End", 35,
            "PageUp", 33, "PageDown", 34, "Escape", 27, "Enter", 13);
    private static final Map<String, Integer> MORE_CODES = Map.of("Tab", 9, "Backspace", 8, "Delete", 46, " ", 32, "F1", 112);
    private static final Map<String, Integer> MODIFIERS = Map.of("Alt", 1, "Ctrl", 2, "Meta", 4, "Shift", 8);

    private final Chromium browser;
    private final String session;
    private final String context;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tab(Chromium browser, String session, String context) {
        this.browser = browser;
        this.session = session;
        this.context = context;
    }

    void begin(int width, int height) {
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Network.enable", Map.of());
        call("Page.enable", Map.of());
        size(width, height);
    }

    void heard(String event, JsonNode parameters) {
        switch (event) {
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning", "assert").contains(parameters.get("type").asText())) {
                    errors.add(parameters.get("args").toString());
                }
            }
            case "Runtime.exceptionThrown" -> errors.add(parameters.get("exceptionDetails").toString());
            case "Log.entryAdded" -> {
                if (List.of("error", "warning").contains(parameters.at("/entry/level").asText())) {
                    errors.add(parameters.get("entry").toString());
                }
            }
            // Whoever leaves a page that would like to keep him, leaves.
            case "Page.javascriptDialogOpening" -> Thread.ofPlatform().daemon().start(() -> call("Page.handleJavaScriptDialog", Map.of("accept", true)));
            case "Network.requestWillBeSent" -> requests.add(parameters.at("/request/url").asText());
            default -> { }
        }
    }

    /// Everything that went wrong: exceptions, console errors and warnings, requests that failed, what the policy has forbidden.
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /// Every address that was asked for.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// Runs a script in every document from now on, before the page's own.
    public void before(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /// Opens an address, and waits until the trace has been read to its end.
    public void open(String address) {
        call("Page.navigate", Map.of("url", address));
        waitUntil("document.documentElement?.dataset.ready !== undefined && document.readyState === 'complete'");
    }

    /// Asks the page; what it returns must be a value. A promise is waited for.
    public JsonNode ask(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    public String text(String selector) {
        return ask("document.querySelector(" + quoted(selector) + ")?.textContent ?? ''").asText();
    }

    public int count(String selector) {
        return ask("document.querySelectorAll(" + quoted(selector) + ").length").asInt();
    }

    /// Waits until the expression is true in the page. A page that is just being replaced is asked again.
    public void waitUntil(String condition) {
        long end = System.nanoTime() + Chromium.PATIENCE_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            try {
                if (ask("new Promise((done) => { const stop = performance.now() + 2000; const holds = () => { try { return (" + condition
                        + "); } catch { return false; } }; const look = () => holds() ? done(true) : performance.now() > stop ? done(false) : setTimeout(look, 15); look(); })").asBoolean()) {
                    return;
                }
            } catch (RuntimeException | AssertionError replaced) {
                if (!replaced.toString().contains("ontext") && !replaced.toString().contains("navigat")) {
                    throw replaced;
                }
            }
        }
        throw new AssertionError("never came true: " + condition + "\nerrors: " + errors + "\nbody: " + ask("document.body.innerText.slice(0, 2000)").asText());
    }

    /// Presses keys, one after the other: a character, a name as `ArrowRight`, or either with modifiers before it as `Ctrl+Shift+Enter`.
    public void press(String... keys) {
        for (String key : keys) {
            press(key);
        }
    }

    private void press(String combination) {
        int modifiers = 0;
        String key = combination;
        for (int plus = key.indexOf('+'); plus > 0; plus = key.indexOf('+')) {
            modifiers |= MODIFIERS.get(key.substring(0, plus));
            key = key.substring(plus + 1);
        }
        var down = new HashMap<String, Object>(Map.of("type", "keyDown", "key", key, "code", code(key), "modifiers", modifiers,
                "windowsVirtualKeyCode", CODES.getOrDefault(key, MORE_CODES.getOrDefault(key, (int) key.toUpperCase().charAt(0)))));
        boolean types = (modifiers & ~MODIFIERS.get("Shift")) == 0;
        if (key.length() == 1 && types) {
            down.put("text", key);
        }
        if (key.equals("Enter") && types) {
            down.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", code(key), "modifiers", modifiers));
    }

    private static String code(String key) {
        return key.length() > 1 ? key : key.equals(" ") ? "Space" : Character.isLetter(key.charAt(0)) ? "Key" + key.toUpperCase() : "";
    }

    /// Types text to where the focus is.
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /// Clicks into the middle of the first element that the selector finds.
    public void click(String selector) {
        waitUntil("document.querySelector(" + quoted(selector) + ") !== null");
        JsonNode place = ask("(() => { const it = document.querySelector(" + quoted(selector) + "); it.scrollIntoView({ block: 'nearest', inline: 'nearest' }); "
                + "const { x, y, width, height } = it.getClientRects()[0]; return { x: x + width / 2, y: y + height / 2 }; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call("Input.dispatchMouseEvent", Map.of("type", type, "x", place.get("x").asDouble(), "y", place.get("y").asDouble(), "button", "left", "clickCount", 1));
        }
    }

    /// The browser's own back button.
    public void back() {
        JsonNode history = call("Page.getNavigationHistory", Map.of());
        int entry = history.get("entries").get(history.get("currentIndex").asInt() - 1).get("id").asInt();
        call("Page.navigateToHistoryEntry", Map.of("entryId", entry));
    }

    public void size(int width, int height) {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param scheme `light` or `dark`
    /// @param media  `screen` or `print`
    public void media(String scheme, String media, boolean isMotionReduced) {
        call("Emulation.setEmulatedMedia", Map.of("media", media, "features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", isMotionReduced ? "reduce" : "no-preference"))));
    }

    /// Lets a file be chosen in a field for files.
    public void choose(String selector, Path file) {
        int root = call("DOM.getDocument", Map.of()).at("/root/nodeId").asInt();
        int field = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector)).get("nodeId").asInt();
        call("DOM.setFileInputFiles", Map.of("nodeId", field, "files", List.of(file.toAbsolutePath().toString())));
    }

    public void screenshot(Path file) throws IOException {
        byte[] png = Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, png);
    }

    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return browser.call(session, method, parameters);
    }

    @Override
    public void close() {
        browser.forget(session);
        browser.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
