package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import learnc.runtime.doctor.Chapter;
import learnc.runtime.doctor.Doctor;
import learnc.runtime.doctor.Finding;
import learnc.runtime.kernel.linux.Linux;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `learnc doctor`: what works on this machine, and what is left over.
@Command(name = "doctor", description = "Show what works on this machine, each limit proved by its effect, and what is left over.",
        footer = {"%nA line begins with ✓ (works), ! (works in part, or could not be examined) or ✗ (does not work).",
            "The exit code is 1 when something does not work that 'learnc run' needs.",
            "What the examination makes is gone afterwards.",
            "%nExamples:",
            "  sudo ./learnc doctor",
            "  sudo ./learnc doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private static final int SUBJECT_WIDTH = 26;

    @Option(names = "--json", description = "As a JSON object.")
    boolean isJson;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        RootOnly.check(spec);
        List<Chapter> chapters;
        try (var linux = new Linux(UnaryOperator.identity())) {
            chapters = new Doctor(linux.host(), linux, where.places()).examine();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(json(chapters));
        } else {
            chapters.forEach(chapter -> print(out, chapter));
        }
        out.flush();
        return isFine(chapters) ? 0 : 1;
    }

    private static boolean isFine(List<Chapter> chapters) {
        return chapters.stream().allMatch(Chapter::isFine);
    }

    private static void print(PrintWriter out, Chapter chapter) {
        out.println(chapter.title());
        for (Finding finding : chapter.findings()) {
            int gap = Math.max(1, SUBJECT_WIDTH - finding.subject().length());
            out.println("  " + sign(finding.verdict()) + " " + finding.subject() + " ".repeat(gap) + finding.detail());
            if (!finding.remedy().isEmpty()) {
                out.println(" ".repeat(SUBJECT_WIDTH + 4) + "try: " + finding.remedy());
            }
        }
    }

    private static String sign(Finding.Verdict verdict) {
        return switch (verdict) {
            case WORKS -> "✓";
            case NOTE -> "!";
            case FAILS -> "✗";
        };
    }

    private static String json(List<Chapter> chapters) {
        var text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeBooleanField("works", isFine(chapters));
            out.writeArrayFieldStart("chapters");
            for (Chapter chapter : chapters) {
                write(out, chapter);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Chapter chapter) throws IOException {
        out.writeStartObject();
        out.writeStringField("title", chapter.title());
        out.writeArrayFieldStart("findings");
        for (Finding finding : chapter.findings()) {
            out.writeStartObject();
            out.writeStringField("subject", finding.subject());
            out.writeStringField("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
            out.writeStringField("detail", finding.detail());
            out.writeStringField("remedy", finding.remedy());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
