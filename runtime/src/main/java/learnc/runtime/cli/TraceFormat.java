package learnc.runtime.cli;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.MoreFormats;
import learnc.runtime.trace.StraceWriter;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;
import learnc.runtime.trace.shell.ShellScript;
import learnc.runtime.trace.shell.ShellWords;

/// A format in which a trace can be written. Other modules bring more of them.
interface TraceFormat {

    /// A writer of this format.
    EventWriter writer(OutputStream out, TextStyle style);

    /// The format with that name.
    ///
    /// @param option what the user has said it with, for the message when there is no such format
    static TraceFormat named(String option, String name) {
        return switch (name) {
            case "text" -> TraceFormat::text;
            case "jsonl", "json" -> (out, _) -> new JsonWriter(out);
            case "strace" -> (out, style) -> new StraceWriter(out, style.isLive());
            case "sh" -> (out, _) -> new ShellScript(out);
            default -> ofOtherModules(option, name);
        };
    }

    /// A writer for people, with the commands of a shell when everything is to be explained.
    static EventWriter text(OutputStream out, TextStyle style) {
        var text = new TextWriter(out, style);
        return style.explain() == TextStyle.Explain.FULL ? new ShellWords(text) : text;
    }

    private static TraceFormat ofOtherModules(String option, String name) {
        var known = new ArrayList<>(List.of("text", "jsonl", "strace", "sh"));
        for (MoreFormats more : ServiceLoader.load(MoreFormats.class)) {
            if (more.names().contains(name)) {
                return (out, _) -> more.writer(name, out);
            }
            known.addAll(more.names());
        }
        throw Said.misuse(option + ": '" + name + "' is no format; there are " + String.join(", ", known));
    }
}
