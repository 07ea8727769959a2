package learnc.runtime.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Platform;

/// Writes the three JSON texts of which an image consists: index, manifest, configuration. The same image gives the same bytes.
final class ImageText {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    private ImageText() throws IOException {
        json = new JsonFactory().createGenerator(bytes);
    }

    /// What one of the texts says.
    private interface Content {
        void write(ImageText text) throws IOException;
    }

    static byte[] index(List<Descriptor> manifests) {
        return text(text -> text.writeIndex(manifests));
    }

    static byte[] manifest(Manifest manifest) {
        return text(text -> text.writeManifest(manifest));
    }

    static byte[] config(ImageConfig config, List<Layer> layers) {
        return text(text -> text.writeConfig(config, layers));
    }

    private static byte[] text(Content content) {
        try {
            var text = new ImageText();
            text.json.writeStartObject();
            content.write(text);
            text.json.writeEndObject();
            text.json.close();
            return text.bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void writeIndex(List<Descriptor> manifests) throws IOException {
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", MediaTypes.OCI_INDEX);
        json.writeArrayFieldStart("manifests");
        for (Descriptor manifest : manifests) {
            writeDescriptor(manifest);
        }
        json.writeEndArray();
    }

    private void writeManifest(Manifest manifest) throws IOException {
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", manifest.mediaType());
        json.writeFieldName("config");
        writeDescriptor(manifest.config());
        json.writeArrayFieldStart("layers");
        for (Descriptor layer : manifest.layers()) {
            writeDescriptor(layer);
        }
        json.writeEndArray();
    }

    private void writeDescriptor(Descriptor descriptor) throws IOException {
        json.writeStartObject();
        json.writeStringField("mediaType", descriptor.mediaType());
        json.writeStringField("digest", descriptor.digest().toString());
        json.writeNumberField("size", descriptor.sizeBytes());
        if (descriptor.platform() != null) {
            json.writeObjectFieldStart("platform");
            writePlatform(descriptor.platform());
            json.writeEndObject();
        }
        writeMap("annotations", descriptor.annotations());
        json.writeEndObject();
    }

    private void writePlatform(Platform platform) throws IOException {
        json.writeStringField("architecture", platform.architecture());
        json.writeStringField("os", platform.os());
        writeText("variant", platform.variant());
    }

    private void writeConfig(ImageConfig config, List<Layer> layers) throws IOException {
        writePlatform(config.platform());
        json.writeObjectFieldStart("config");
        writeText("User", config.user());
        writeSet("ExposedPorts", config.exposedPorts());
        writeList("Env", config.env());
        writeList("Entrypoint", config.entrypoint());
        writeList("Cmd", config.cmd());
        writeSet("Volumes", config.volumes());
        writeText("WorkingDir", config.workingDirectory());
        writeMap("Labels", config.labels());
        writeText("StopSignal", config.stopSignal());
        json.writeEndObject();
        json.writeObjectFieldStart("rootfs");
        json.writeStringField("type", "layers");
        json.writeArrayFieldStart("diff_ids");
        for (Layer layer : layers) {
            json.writeString(layer.diffId().toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeText(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private void writeList(String name, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    /// OCI's way to write a set: an object whose members are empty objects.
    private void writeSet(String name, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (String value : values) {
                json.writeObjectFieldStart(value);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    private void writeMap(String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }
}
