package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;

/// How a command was called, and where it speaks: what it has to know of its command line while it works.
interface Called {

    /// As `learnc run`.
    String name();

    /// The name, and every word that followed it.
    List<String> line();

    /// Where it answers.
    PrintWriter out();

    /// Where it complains.
    PrintWriter err();

    /// From now on it speaks elsewhere.
    void speakTo(PrintWriter out, PrintWriter err);

    /// A command that picocli has read.
    ///
    /// @param spec picocli's model of it
    record ByPicocli(CommandSpec spec) implements Called {

        @Override
        public String name() {
            return spec.qualifiedName();
        }

        @Override
        public List<String> line() {
            var line = new ArrayList<String>(List.of(spec.name()));
            line.addAll(spec.commandLine().getParseResult().originalArgs());
            return line;
        }

        @Override
        public PrintWriter out() {
            return spec.commandLine().getOut();
        }

        @Override
        public PrintWriter err() {
            return spec.commandLine().getErr();
        }

        @Override
        public void speakTo(PrintWriter out, PrintWriter err) {
            spec.commandLine().setOut(out).setErr(err);
        }
    }

    /// A command that [QuickRun] has read.
    final class Quickly implements Called {

        private final String name;
        private final List<String> line;
        private PrintWriter out = new PrintWriter(System.out, true);
        private PrintWriter err = new PrintWriter(System.err, true);

        Quickly(String name, List<String> words) {
            this.name = name;
            line = new ArrayList<>(List.of(name));
            line.addAll(words);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> line() {
            return line;
        }

        @Override
        public PrintWriter out() {
            return out;
        }

        @Override
        public PrintWriter err() {
            return err;
        }

        @Override
        public void speakTo(PrintWriter itsOut, PrintWriter itsErr) {
            out = itsOut;
            err = itsErr;
        }
    }
}
