package learnc.runtime.cli;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

/// What `./learnc` runs once in the background while Java records which classes were needed, so that later starts find them
/// ready. It walks the paths of the commands that are started most; it must change nothing on this machine, must work without
/// root, and may fail without harm. Its output goes nowhere.
final class Training {

    private Training() {
    }

    /// Walks the hot paths.
    public static void main(String[] words) throws IOException {
        commandLine();
        json();
        kernel();
    }

    private static void commandLine() {
        Main.run("version");
        for (String name : Commands.NAMES) {
            Main.run(name, "--help");
        }
        Main.run("--help");
        Main.run("no-such-command");
    }

    private static void json() throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory factory = new JsonFactory();
        try (JsonGenerator out = factory.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("architecture", "amd64");
            out.writeNumberField("size", 1L);
            out.writeEndObject();
        }
        try (JsonParser in = factory.createParser(text.toString())) {
            while (in.nextToken() != null) {
                in.getText();
            }
        }
    }

    private static void kernel() {
    }
}
