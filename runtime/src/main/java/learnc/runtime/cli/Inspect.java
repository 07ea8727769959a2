package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc inspect`: what images consist of.
@Command(name = "inspect", description = "Show what images consist of, as JSON: manifest, configuration, layers.",
        customSynopsis = "learnc inspect IMAGE...",
        footer = {"%nmanifest and config are the stored texts themselves; each layer says where its archive lies, and where it is unpacked.",
            "%nExamples:",
            "  learnc inspect learnc/shell",
            "  learnc inspect alpine | jq '.[0].config.config.Env'",
            "  tar -tvf $(learnc inspect alpine | jq -r '.[0].layers[0].path')"})
final class Inspect implements Runnable {

    private static final JsonFactory JSON = new JsonFactory();

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "References or IDs, as 'learnc images' shows them.")
    List<String> images;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    private ImageStore store;
    private LayerStore unpacked;

    @Override
    public void run() {
        Kernel host = new Linux(UnaryOperator.identity()).host();
        store = new ImageStore(host, where.places());
        unpacked = new LayerStore(host, where.places());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json());
        out.flush();
    }

    private String json() {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartArray();
            for (String word : images) {
                write(out, store.find(NamedImages.of(store, word).getFirst()));
            }
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator out, Image image) throws IOException {
        out.writeStartObject();
        Images.write(out, image, store.sourceDigest(ImageReference.of(image.reference())).toString());
        copy(out, "manifest", image.manifest());
        copy(out, "config", image.config());
        out.writeArrayFieldStart("layers");
        for (Layer layer : image.layers()) {
            write(out, layer);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void copy(JsonGenerator out, String name, Digest text) throws IOException {
        out.writeFieldName(name);
        try (JsonParser stored = JSON.createParser(store.blob(text))) {
            stored.nextToken();
            out.copyCurrentStructure(stored);
        }
    }

    private void write(JsonGenerator out, Layer layer) throws IOException {
        out.writeStartObject();
        out.writeStringField("digest", layer.blob().toString());
        out.writeStringField("diffId", layer.diffId().toString());
        out.writeStringField("mediaType", layer.mediaType());
        out.writeNumberField("sizeBytes", layer.sizeBytes());
        out.writeStringField("path", store.blobPath(layer.blob()));
        out.writeStringField("unpackedPath", unpacked.contains(layer.diffId()) ? unpacked.path(layer.diffId()) : null);
        out.writeEndObject();
    }
}
