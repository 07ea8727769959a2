package learnc.lessons.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.lessons.keeper.Keeper;
import learnc.lessons.keeper.Person;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc notebook`: the lessons in the browser, live.
@Command(name = "notebook", sortOptions = false, subcommands = NotebookTest.class, description = "Work on the lessons in the browser: read, change and run their cells.",
        footer = {"%nThe cells run as root, in a sandbox; what serves the page runs as you, without any rights (as nobody, when root itself "
            + "calls). What you change is a copy in your own folder: the lessons stay as they are.",
            "%nIn the menu of the page: Present shows one section at a time, Student keeps the cells in their places, Instructor hides neither solutions "
            + "nor what cells promise. An address with ?student or ?instructor at its end begins so.",
            "%nExamples:",
            "  sudo learnc notebook",
            "  sudo learnc notebook 07 --no-browser"})
final class NotebookCommand implements Callable<Integer> {

    private static final String FOLDER = "lessons";

    @Parameters(arity = "0..1", paramLabel = "LESSON", description = "The number or name of the lesson to begin with.")
    String lesson;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT", description = "Where to serve on 127.0.0.1; 0, the default, is any that is free.")
    int port;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where your copies are kept (~/learnc/lessons).")
    Path folder;

    @Option(names = "--no-browser", description = "Only print the address.")
    boolean hasNoBrowser;

    @Option(names = "--sandboxes", paramLabel = "DIR", description = "Where sandboxes get their folders (/run/learnc/lessons); not below /tmp.")
    Path sandboxes = Path.of(System.getProperty("learnc.sandboxes", "/run/learnc/lessons"));

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            int uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            Path forNobody = Path.of(System.getenv().getOrDefault("LEARNC_ROOT", "/var/lib/learnc"), "notebook");
            Person caller = Person.caller(System.getenv(), uid, forNobody);
            Person person = uid == 0 ? caller.whoCanRead(program()) : caller;
            Path mine = folder == null ? person.home().resolve("learnc").resolve(FOLDER) : folder.toAbsolutePath();
            person.makeFolder(mine, uid == 0);
            try (var keeper = new Keeper(sandboxes, List.of("-Xmx512m"), person, this::show)) {
                Runtime.getRuntime().addShutdownHook(new Thread(keeper::close));
                return keeper.run(server(mine), uid == 0);
            }
        } catch (IOException refused) {
            throw new Failure("cannot start the notebook: " + refused.getMessage(), refused);
        }
    }

    private static List<String> program() {
        var files = new ArrayList<>(List.of(System.getProperty("java.class.path").split(":")));
        files.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return files;
    }

    /// The same Java with the same options, so that it finds the same start-up cache.
    private List<String> server(Path mine) throws IOException {
        List<String> own = List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0"));
        int classPath = own.indexOf("-cp");
        var words = new ArrayList<>(classPath < 0 ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED")
                : own.subList(0, classPath));
        // Jetty asks for all languages of the world; this one knows none, and so answers at once.
        words.addAll(List.of("-Xmx256m", "-Djava.locale.providers=FALLBACK", "-cp", System.getProperty("java.class.path"), ServerProcess.class.getName(),
                lessons.lessons().home().toAbsolutePath().toString(), mine.toString(), Integer.toString(port)));
        if (lesson != null) {
            words.add(lessons.lessons().named(lesson).folder());
        }
        return words;
    }

    private void show(String address) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(address);
        out.flush();
        spec.commandLine().getErr().println("learnc: the notebook is served on this machine only, until Ctrl-C");
        spec.commandLine().getErr().flush();
        if (!hasNoBrowser) {
            Browser.open(URI.create(address));
        }
    }
}
