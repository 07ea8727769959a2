package learnc.labs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `learnc lab submit`
@Command(name = "submit", description = "Pack your files into one, to hand in. Your instructor grades them anew: 'learnc class grade'.")
final class LabSubmit implements Callable<Integer> {

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "What to write, else labs.zip in your folder.")
    Path output;

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Desk desk = labs.desk();
        List<Lab> started = labs.labs().all().stream().filter(desk::hasStarted).toList();
        if (started.isEmpty()) {
            throw new Failure(2, "you have not started a lab in " + desk.folder() + "\n  try: learnc lab start 01", null);
        }
        Path file = output == null ? desk.folder().resolve("labs.zip") : output;
        PrintWriter out = spec.commandLine().getOut();
        try (OutputStream to = Files.newOutputStream(file); var zip = new ZipOutputStream(to)) {
            add(zip, "seed.txt", (desk.seed().word() + "\n").getBytes(StandardCharsets.UTF_8));
            for (Lab lab : started) {
                pack(zip, lab, desk.of(lab));
                out.println(lab.id() + ": best attempt " + desk.done(lab).best() + " of " + lab.mostPoints());
            }
        } catch (IOException refused) {
            throw new Failure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
        out.println("packed into " + file + ": hand this file in");
        out.flush();
        return 0;
    }

    private static void pack(ZipOutputStream zip, Lab lab, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(its -> Files.isRegularFile(its, LinkOption.NOFOLLOW_LINKS)).sorted().toList()) {
                add(zip, lab.id() + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
