package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import learnc.runtime.container.Containers;
import learnc.runtime.container.Containers.Seen;
import learnc.runtime.container.Life;
import learnc.runtime.container.State;
import learnc.runtime.kernel.linux.Linux;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `learnc ps`: which containers there are.
@Command(name = "ps", description = "List the containers.",
        footer = {"%nA container exists while it runs. One that a killed learnc has left is 'abandoned': 'learnc cleanup' takes it away.",
            "%nExamples:",
            "  learnc ps",
            "  learnc ps --json --no-trunc",
            "  learnc exec $(learnc ps -q) ps"})
final class Ps implements Runnable {

    private static final String[] HEADINGS = {"CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"};
    private static final int COMMAND_WIDTH = 20;

    @Option(names = {"-q", "--quiet"}, description = "Only ids.")
    boolean isQuiet;

    @Option(names = "--no-trunc", description = "Whole ids and commands.")
    boolean isWhole;

    @Option(names = "--json", description = "As a JSON array.")
    boolean isJson;

    @Option(names = {"-a", "--all"}, description = "Accepted, and always so.")
    boolean isAll;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        List<Seen> containers = new Containers(new Linux(UnaryOperator.identity()).host(), where.places()).all();
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(json(containers));
        } else if (isQuiet) {
            containers.forEach(seen -> out.println(id(seen)));
        } else {
            Columns.print(out, rows(containers, System.currentTimeMillis()));
        }
        out.flush();
    }

    private List<String[]> rows(List<Seen> containers, long now) {
        var rows = new ArrayList<String[]>();
        rows.add(HEADINGS);
        for (Seen seen : containers) {
            State state = seen.state();
            rows.add(state == null ? new String[] {id(seen), "", "", "", word(seen.life()), "", ""}
                    : new String[] {id(seen), state.image(), command(state), Age.text(now - state.createdMilliseconds()) + " ago",
                            status(seen, now), ports(state), state.name()});
        }
        return rows;
    }

    private static String ports(State state) {
        return state.running() == null ? "" : String.join(", ", state.running().ports());
    }

    private String id(Seen seen) {
        return isWhole ? seen.id() : seen.id().substring(0, Math.min(12, seen.id().length()));
    }

    private String command(State state) {
        String words = "\"" + String.join(" ", state.command()) + "\"";
        return isWhole || words.length() <= COMMAND_WIDTH ? words : words.substring(0, COMMAND_WIDTH - 2) + "…\"";
    }

    private static String status(Seen seen, long now) {
        return seen.life() == Life.RUNNING ? "Up " + Age.text(now - seen.state().createdMilliseconds()) : word(seen.life());
    }

    private static String word(Life life) {
        return life.name().toLowerCase(Locale.ROOT);
    }

    private static String json(List<Seen> containers) {
        var text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartArray();
            for (Seen seen : containers) {
                write(out, seen);
            }
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Seen seen) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", seen.id());
        out.writeStringField("status", word(seen.life()));
        State state = seen.state();
        if (state != null) {
            out.writeStringField("name", state.name());
            out.writeStringField("image", state.image());
            write(out, "command", state.command());
            out.writeStringField("created", java.time.Instant.ofEpochMilli(state.createdMilliseconds()).toString());
        }
        if (state != null && state.running() != null) {
            out.writeNumberField("pid", state.running().process().pid());
            out.writeStringField("address", state.running().address());
            write(out, "ports", state.running().ports());
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
