package learnc.lessons.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

import learnc.lessons.keeper.KeptMachines;
import learnc.lessons.notebook.NotebookServer;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lessons;

/// The server as the process that the keeper starts: it has no rights, speaks to its keeper over standard input and output, and
/// ends when the keeper ends.
public final class ServerProcess {

    private ServerProcess() {
    }

    /// Serves until the keeper is gone.
    ///
    /// @param words the folder of the lessons, the student's folder, the port, and the lesson to begin with or nothing
    public static void main(String[] words) throws Exception {
        InputStream in = System.in;
        PrintStream out = System.out;
        System.setOut(System.err);
        var machines = new KeptMachines(in, out, () -> Runtime.getRuntime().halt(0));
        try (var prose = Prose.of(Path.of(System.getProperty("learnc.home", ".")));
             var server = new NotebookServer(new Lessons(Path.of(words[0])), Path.of(words[1]), prose, machines, Integer.parseInt(words[2]))) {
            machines.say(server.address(words.length > 3 ? words[3] : null).toString());
            server.join();
        } catch (IOException refused) {
            machines.fail("cannot serve the notebook on port " + words[2] + ": " + refused.getMessage() + "\n  try: without --port, which takes any that is free");
            Runtime.getRuntime().halt(1);
        }
    }
}
