package learnc.lessons.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.cell.CellMachine;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.lessons.render.Prose;
import learnc.runtime.spec.Failure;

/// All that one student has before him: the lessons, and the notebooks that are open.
final class Desk implements AutoCloseable {

    private static final int MOST_MACHINES = 3;
    private static final long LOOK_SECONDS = 1;

    private final Lessons lessons;
    private final Path folder;
    private final Prose prose;
    private final Machines machines;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().name("clock").factory());
    private final Map<String, Notebook> open = new LinkedHashMap<>();

    /// @param lessons the course
    /// @param folder  the student's, in which each lesson gets a folder
    /// @param prose   renders what stands between the cells
    /// @param source  gives machines for cells
    Desk(Lessons lessons, Path folder, Prose prose, Supplier<CellMachine> source) {
        this.lessons = lessons;
        this.folder = folder;
        this.prose = prose;
        this.machines = new Machines(source);
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /// Warms a machine, so that the first cell finds it warm.
    void prepare() {
        machines.prepare();
    }

    /// Other programs may write the files, too.
    private void look() {
        List<Notebook> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        for (Notebook notebook : all) {
            try {
                notebook.lookAtDisk();
            } catch (RuntimeException unreadable) {
                // The next request says it to somebody who can do something about it.
            }
        }
        makeRoom(all);
    }

    /// Each machine is a hundred megabytes: those that were used last stay.
    private static void makeRoom(List<Notebook> all) {
        var withMachine = new ArrayList<>(all.stream().filter(notebook -> notebook.runner().hasMachine()).toList());
        withMachine.sort(Comparator.comparingLong(notebook -> notebook.runner().lastUsed()));
        int tooMany = withMachine.size() - MOST_MACHINES;
        for (Notebook notebook : withMachine) {
            if (tooMany > 0 && notebook.runner().rest()) {
                tooMany--;
            }
        }
    }

    /// The list of the lessons as JSON. One that cannot be read is in it, too, with what is wrong.
    String json() {
        return Json.object(json -> {
            json.writeArrayFieldStart("lessons");
            for (Path lesson : lessons.folders()) {
                String name = lesson.getFileName().toString();
                json.writeStartObject();
                json.writeStringField("name", name);
                json.writeStringField("number", name.substring(0, 2));
                write(json, lesson);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void write(JsonGenerator json, Path path) throws IOException {
        String name = path.getFileName().toString();
        Path copy = folder.resolve(name);
        json.writeBooleanField("copied", Files.exists(copy.resolve("lesson.adoc")));
        try {
            Notebook notebook = isOpen(name);
            Lesson lesson = notebook != null && notebook.lesson() != null ? notebook.lesson() : Lessons.in(path, new StudentCopy(path, copy).text());
            json.writeStringField("title", lesson.title());
            json.writeNumberField("cells", lesson.cells().size());
            json.writeNumberField("ok", notebook == null ? 0 : notebook.ok());
        } catch (Failure broken) {
            json.writeStringField("title", name);
            json.writeNumberField("cells", 0);
            json.writeNumberField("ok", 0);
            json.writeStringField("trouble", broken.getMessage());
        }
    }

    private synchronized Notebook isOpen(String name) {
        return open.get(name);
    }

    /// The notebook of that lesson, opened if it is not.
    ///
    /// @param name the folder's
    synchronized Notebook notebook(String name) {
        Notebook notebook = open.get(name);
        if (notebook == null) {
            Path lesson = lessons.folders().stream().filter(one -> one.getFileName().toString().equals(name)).findFirst()
                    .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "there is no lesson " + name));
            notebook = new Notebook(lesson, folder.resolve(name), prose, machines, clock);
            open.put(name, notebook);
        }
        return notebook;
    }

    /// The folder's name of the lesson that a user means by a number or a name; null when there is none.
    String named(String word) {
        return lessons.folders().stream().map(path -> path.getFileName().toString())
                .filter(name -> name.equals(word) || name.substring(3).equals(word) || word.matches("\\d{1,2}") && Integer.parseInt(word) == Integer.parseInt(name.substring(0, 2)))
                .findFirst().orElse(null);
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        open.values().forEach(Notebook::close);
        machines.close();
    }
}
