package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `learnc images`: which images are here.
@Command(name = "images", description = "List the images that are here.",
        footer = {"%nSIZE is that of the layers as they are stored; layers that images share are counted for each.",
            "%nExamples:",
            "  learnc images",
            "  learnc images --digests",
            "  learnc images --json",
            "  learnc rmi $(learnc images -q)"})
final class Images implements Runnable {

    private static final String DAMAGED = "(incomplete)";

    @Option(names = {"-q", "--quiet"}, description = "Only ids.")
    boolean isQuiet;

    @Option(names = "--no-trunc", description = "Whole ids.")
    boolean isWhole;

    @Option(names = "--digests", description = "Also the digests by which the registries know them.")
    boolean hasDigests;

    @Option(names = "--json", description = "As a JSON array.")
    boolean isJson;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        ImageStore store = new ImageStore(new Linux(UnaryOperator.identity()).host(), where.places());
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(json(store));
        } else if (isQuiet) {
            store.list().reversed().stream().map(this::id).distinct().forEach(out::println);
        } else {
            Columns.print(out, rows(store));
        }
        out.flush();
    }

    private List<String[]> rows(ImageStore store) {
        var rows = new ArrayList<String[]>();
        rows.add(row("REPOSITORY", "TAG", "DIGEST", "IMAGE ID", "PLATFORM", "SIZE"));
        for (ImageReference name : store.names().reversed()) {
            String tag = name.tag().isEmpty() ? "<none>" : name.tag();
            String digest = store.sourceDigest(name).toString();
            Image image = found(store, name);
            rows.add(image == null ? row(name.familiarName(), tag, digest, DAMAGED, "", "")
                    : row(name.familiarName(), tag, digest, id(image), image.configuration().platform().toString(), ByteText.of(image.sizeBytes())));
        }
        return rows;
    }

    private String[] row(String repository, String tag, String digest, String id, String platform, String size) {
        return hasDigests ? new String[] {repository, tag, digest, id, platform, size} : new String[] {repository, tag, id, platform, size};
    }

    private static Image found(ImageStore store, ImageReference name) {
        try {
            return store.find(name);
        } catch (Failure incomplete) {
            return null;
        }
    }

    private String id(Image image) {
        return isWhole ? image.config().toString() : image.config().shortHex();
    }

    private static String json(ImageStore store) {
        var text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartArray();
            for (Image image : store.list().reversed()) {
                out.writeStartObject();
                write(out, image, store.sourceDigest(ImageReference.of(image.reference())).toString());
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// The members that tell an image from others; `learnc inspect` begins with the same.
    static void write(JsonGenerator out, Image image, String digest) throws IOException {
        out.writeStringField("reference", image.reference());
        out.writeStringField("id", image.config().toString());
        out.writeStringField("digest", digest);
        out.writeStringField("manifestDigest", image.manifest().toString());
        out.writeStringField("platform", image.configuration().platform().toString());
        out.writeNumberField("sizeBytes", image.sizeBytes());
    }
}
