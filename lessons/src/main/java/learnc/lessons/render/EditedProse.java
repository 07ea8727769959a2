package learnc.lessons.render;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lessons;
import learnc.runtime.spec.Failure;
import org.jsoup.nodes.Element;

/// Renders a changed text by a process of its own, which is started when the first one comes. That process has no environment,
/// reads no file, and gets only so much time and memory. Whatever happens to it, the reader gets a page with all cells.
public final class EditedProse implements Prose, AutoCloseable {

    private static final int MOST_SECONDS = 60;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable",
            "-Xlog:all=off", "-Djruby.compile.mode=OFF", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Path home;
    private final String classPath;
    private final int mostSeconds;
    private final Rendered rendered = new Rendered();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("prose").factory());
    private Process press;

    /// @param lessons the folder of the lessons, beside which their pictures lie
    /// @param lib     the jars that render AsciiDoc
    public EditedProse(Path lessons, Path lib) {
        this(lessons, classes() + File.pathSeparator + lib + "/*", MOST_SECONDS);
    }

    EditedProse(Path home, String classPath, int mostSeconds) {
        this.home = home;
        this.classPath = classPath;
        this.mostSeconds = mostSeconds;
    }

    private static String classes() {
        return Path.of(URI.create(EditedProse.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    @Override
    public String html(String lessonName, String text) {
        String ready = rendered.html(lessonName, text);
        return ready != null ? ready : edited(lessonName, text);
    }

    private synchronized String edited(String lessonName, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return plain(text, "The text is too long to be rendered.");
        }
        try {
            return page(lessonName, text, answer(text));
        } catch (IOException ended) {
            end();
            return plain(text, "This text could not be rendered: it took too long or too much memory. Here it is as it stands in the file.");
        }
    }

    /// Asks once more when the process has ended meanwhile because it was idle.
    private Answer answer(String text) throws IOException {
        if (press != null && press.isAlive()) {
            try {
                return ask(text);
            } catch (IOException ended) {
                end();
            }
        }
        start();
        return ask(text);
    }

    private void start() throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(JAVA_OPTIONS);
        words.addAll(List.of("-cp", classPath, "learnc.lessons.render.press.EditedPress"));
        var builder = new ProcessBuilder(words).directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        press = builder.start();
    }

    private Answer ask(String text) throws IOException {
        ScheduledFuture<?> tooLong = clock.schedule(press::destroyForcibly, mostSeconds, TimeUnit.SECONDS);
        try {
            var question = new DataOutputStream(press.getOutputStream());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            question.writeInt(bytes.length);
            question.write(bytes);
            question.flush();
            var answer = new DataInputStream(press.getInputStream());
            return new Answer(read(answer), read(answer).lines().toList());
        } finally {
            tooLong.cancel(false);
        }
    }

    private static String read(DataInputStream from) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > 64 * MOST_CHARACTERS) {
            throw new IOException("an answer of " + length + " bytes");
        }
        return new String(from.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String page(String lessonName, String text, Answer answer) {
        Fragment fragment = Fragment.of(answer.html, Diagrams.in(home.resolve(lessonName)));
        var page = new StringBuilder();
        answer.complaints.forEach(complaint -> page.append(note(complaint)));
        page.append(fragment.html());
        for (Cell cell : cells(text)) {
            if (!fragment.cells().contains(cell.id())) {
                page.append(place(cell));
            }
        }
        return page.toString();
    }

    /// The text as it is, with the cells in their places.
    private static String plain(String text, String why) {
        var page = new StringBuilder(note(why));
        List<String> lines = text.lines().toList();
        int done = 0;
        for (Cell cell : cells(text)) {
            page.append(raw(lines.subList(done, Math.min(lines.size(), cell.firstLine() - 1)))).append(place(cell));
            done = Math.min(lines.size(), cell.firstLine() - 1 + (int) cell.source().lines().count());
        }
        return page.append(raw(lines.subList(done, lines.size()))).toString();
    }

    private static List<Cell> cells(String text) {
        try {
            return Lessons.of("00", "edited", Path.of("lesson.adoc"), text).cells();
        } catch (Failure brokenMarkup) {
            return List.of();
        }
    }

    private static String note(String text) {
        return "<div class=\"admonitionblock warning\" role=\"note\"><p class=\"title\">Warning</p>" + new Element("p").text(text).outerHtml() + "</div>";
    }

    private static String raw(List<String> lines) {
        return new Element("pre").attr("tabindex", "0").text(String.join("\n", lines)).outerHtml();
    }

    private static String place(Cell cell) {
        return new Element("div").addClass("cell").attr("data-cell", cell.id()).outerHtml();
    }

    private void end() {
        if (press != null) {
            press.destroyForcibly();
            press = null;
        }
    }

    /// Ends the process, if it runs.
    @Override
    public synchronized void close() {
        clock.shutdownNow();
        end();
    }

    /// @param complaints of Asciidoctor, in words
    private record Answer(String html, List<String> complaints) {
    }
}
