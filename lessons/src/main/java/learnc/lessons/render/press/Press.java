package learnc.lessons.render.press;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import learnc.lessons.render.Diagrams;
import learnc.lessons.render.Fragment;
import learnc.lessons.render.Rendered;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.spec.Failure;
import org.asciidoctor.SafeMode;

/// Renders all lessons while learnc is built. Does nothing when neither a lesson nor this program has changed.
public final class Press {

    private final Path home;
    private final Path target;
    private final Renderer renderer;
    private final List<String> complaints = new ArrayList<>();

    private Press(Path home, Path target, Renderer renderer) {
        this.home = home;
        this.target = target;
        this.renderer = renderer;
    }

    /// @param arguments the folder of the lessons, and the one for the pages
    public static void main(String... arguments) throws IOException {
        try {
            int lessons = press(Path.of(arguments[0]), Path.of(arguments[1]), Renderer::new);
            System.out.println(lessons == 0 ? "The lessons are rendered already" : "Rendered " + lessons + " lessons");
        } catch (Failure faults) {
            System.err.println(faults.getMessage());
            System.exit(1);
        }
    }

    /// Renders the lessons that are in a folder.
    ///
    /// @param renderer takes seconds to start, so it is asked for only when there is something to do
    /// @return how many; 0 when nothing has changed
    /// @throws Failure when one of them has a fault: a warning of Asciidoctor, a dead link, a missing file
    static int press(Path home, Path target, Supplier<Renderer> renderer) throws IOException {
        String state = Sources.state(home);
        Path properties = target.resolve(Rendered.PROPERTIES);
        if (Files.exists(properties) && Files.readString(properties).endsWith(state + "\n")) {
            return 0;
        }
        Files.deleteIfExists(properties);
        return new Press(home, target, renderer.get()).press(state);
    }

    private int press(String state) throws IOException {
        List<Lesson> lessons = new Lessons(home).all();
        Map<String, String> pages = new TreeMap<>();
        for (Lesson lesson : lessons) {
            pages.put(lesson.folder(), page(lesson));
        }
        complaints.addAll(Links.complaints(pages));
        if (!complaints.isEmpty()) {
            throw new Failure("the lessons have faults:\n  " + String.join("\n  ", complaints));
        }
        write(lessons, pages, state);
        return lessons.size();
    }

    private String page(Lesson lesson) {
        Path folder = lesson.file().getParent();
        Renderer.Page page = renderer.page(lesson.text(), folder, SafeMode.SAFE);
        page.complaints().forEach(complaint -> complaints.add(lesson.folder() + ", " + complaint));
        Diagrams diagrams = Diagrams.in(folder);
        diagrams.complaints().forEach(complaint -> complaints.add(lesson.folder() + ", " + complaint));
        Fragment fragment = Fragment.of(page.html(), diagrams);
        fragment.missing().forEach(image -> complaints.add(lesson.folder() + ": there is no picture " + image));
        List<String> cells = lesson.cells().stream().map(Cell::id).toList();
        if (!fragment.cells().equals(cells)) {
            complaints.add(lesson.folder() + ": has the cells " + cells + ", but on the page stand " + fragment.cells());
        }
        return fragment.html();
    }

    private void write(List<Lesson> lessons, Map<String, String> pages, String state) throws IOException {
        Files.createDirectories(target);
        for (Lesson lesson : lessons) {
            Files.writeString(target.resolve(lesson.folder() + ".html"), pages.get(lesson.folder()));
        }
        try (Writer properties = Files.newBufferedWriter(target.resolve(Rendered.PROPERTIES))) {
            for (Lesson lesson : lessons) {
                properties.write(lesson.folder() + "=" + Rendered.digest(lesson.text()) + "\n");
            }
            properties.write("state=" + state + "\n");
        }
    }
}
