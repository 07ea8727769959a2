package learnc.runtime.container;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Rights;

/// A container's state as a file of JSON. It is replaced by renaming, so a reader sees the old or the new one, never half of one.
final class StateFile {

    /// Only ASCII, because arguments need not be valid UTF-8.
    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int ONLY_ROOT = 0600;

    private StateFile() {
    }

    @Why(call = "renameat2", value = "Puts the new state in the place of the old one, in a single step.",
            without = "`learnc ps` could read half of a state.")
    @Why(value = "Writes down what others must know about the container: its name, its process, its groups.",
            without = "`learnc ps` would not list it, and `learnc exec` not find it.")
    static void write(Kernel host, String path, State state) {
        WholeFile.write(host, path + ".new", json(state), ONLY_ROOT);
        host.renameat2(AT_FDCWD, path + ".new", AT_FDCWD, path, 0);
    }

    /// The state, or null where there is none.
    @Why(value = "Reads what is written down about the container: its name, its process, its groups.",
            without = "What is known about the container would be lost.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "no state has been written yet", remedy = "")
    static State read(Kernel host, String path) {
        try {
            return state(JsonObject.of(WholeFile.bytes(host, path), path));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return null;
            }
            throw refusal;
        }
    }

    private static State state(JsonObject json) {
        return new State(json.text("id"), json.text("name"), json.text("image"), json.texts("command"), json.number("createdMilliseconds"),
                (int) json.number("learncPid"), json.has("running") ? running(json.object("running")) : null);
    }

    private static Running running(JsonObject json) {
        var process = new Made.Process((int) json.number("pid"), json.number("startTicks"));
        var rights = new Rights(json.texts("addedCapabilities"), json.texts("droppedCapabilities"), json.truth("canGainPrivileges"));
        return new Running(process, json.texts("environment"), json.text("workingDirectory"), json.text("user"), json.texts("furtherGroups"),
                rights, json.texts("cgroups"), json.text("address"), json.texts("ports"));
    }

    private static String json(State state) {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("id", state.id());
            out.writeStringField("name", state.name());
            out.writeStringField("image", state.image());
            write(out, "command", state.command());
            out.writeNumberField("createdMilliseconds", state.createdMilliseconds());
            out.writeNumberField("learncPid", state.learncPid());
            if (state.running() != null) {
                write(out, state.running());
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Running running) throws IOException {
        out.writeObjectFieldStart("running");
        out.writeNumberField("pid", running.process().pid());
        out.writeNumberField("startTicks", running.process().startTicks());
        write(out, "environment", running.environment());
        out.writeStringField("workingDirectory", running.workingDirectory());
        out.writeStringField("user", running.user());
        write(out, "furtherGroups", running.furtherGroups());
        write(out, "addedCapabilities", running.rights().addedCapabilities());
        write(out, "droppedCapabilities", running.rights().droppedCapabilities());
        out.writeBooleanField("canGainPrivileges", running.rights().canGainPrivileges());
        write(out, "cgroups", running.cgroups());
        out.writeStringField("address", running.address());
        write(out, "ports", running.ports());
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
