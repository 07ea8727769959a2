package learnc.runtime.container;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// A container's state as a file of JSON. It is replaced by renaming, so a reader sees the old or the new one, never half of one.
final class StateFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ONLY_ROOT = 0600;

    private StateFile() {
    }

    static void write(Kernel host, String path, State state) {
        WholeFile.write(host, path + ".new", json(state), ONLY_ROOT);
        host.renameat2(AT_FDCWD, path + ".new", AT_FDCWD, path, 0);
    }

    /// The state, or null where there is none.
    static State read(Kernel host, String path) {
        try {
            return state(WholeFile.text(host, path));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return null;
            }
            throw refusal;
        }
    }

    static String json(State state) {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, state);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, State state) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", state.id());
        out.writeStringField("name", state.name());
        out.writeStringField("image", state.image());
        write(out, "command", state.command());
        out.writeNumberField("createdMilliseconds", state.createdMilliseconds());
        out.writeNumberField("learncPid", state.learncPid());
        out.writeNumberField("pid", state.pid());
        out.writeNumberField("startTicks", state.startTicks());
        out.writeStringField("address", state.address());
        write(out, "ports", state.ports());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    static State state(String json) {
        String id = null;
        String name = null;
        String image = null;
        List<String> command = List.of();
        long created = 0;
        int learncPid = 0;
        int pid = 0;
        long startTicks = 0;
        String address = null;
        List<String> ports = List.of();
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "id" -> id = in.getText();
                    case "name" -> name = in.getText();
                    case "image" -> image = in.getText();
                    case "command" -> command = texts(in);
                    case "createdMilliseconds" -> created = in.getLongValue();
                    case "learncPid" -> learncPid = in.getIntValue();
                    case "pid" -> pid = in.getIntValue();
                    case "startTicks" -> startTicks = in.getLongValue();
                    case "address" -> address = in.currentToken() == JsonToken.VALUE_NULL ? null : in.getText();
                    case "ports" -> ports = texts(in);
                    default -> in.skipChildren();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new State(id, name, image, command, created, learncPid, pid, startTicks, address, ports);
    }

    private static List<String> texts(JsonParser in) throws IOException {
        var texts = new ArrayList<String>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(in.getText());
        }
        return texts;
    }
}
