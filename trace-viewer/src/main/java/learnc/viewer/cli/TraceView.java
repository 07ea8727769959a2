package learnc.viewer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import learnc.viewer.page.PageServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace view`: shows a trace as a page in the browser.
@Command(name = "view", description = "Show a trace as a page in the browser: walk through it, and see what each call changed.", footer = {"%nExamples:",
    "  learnc run --trace=run.jsonl learnc/shell true",
    "  learnc trace view run.jsonl",
    "  learnc trace export --format=html run.jsonl -o run.html   to hand out"})
final class TraceView implements Runnable {

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT", description = "Where to serve on 127.0.0.1; 0, the default, is any that is free.")
    int port;

    @Option(names = "--no-browser", description = "Only print the address.")
    boolean hasNoBrowser;

    @Option(names = "--step", paramLabel = "N", description = "Begin at this step.")
    Long step;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Path trace = Path.of(file);
        if (!Files.isRegularFile(trace) || !Files.isReadable(trace)) {
            throw new Failure("there is no file " + file + " that can be read\n  try: learnc run --trace=" + file + " IMAGE, which writes one");
        }
        try (PageServer server = PageServer.of(trace.toAbsolutePath(), port)) {
            URI address = step == null ? server.address() : server.address().resolve("#s=" + step);
            out.println(address);
            spec.commandLine().getErr().println("learnc: the page is served on this machine only, until Ctrl-C");
            out.flush();
            if (!hasNoBrowser) {
                open(address);
            }
            server.join();
        } catch (IOException refused) {
            throw new Failure("cannot serve the page on port " + port + ": " + refused.getMessage() + "\n  try: without --port, which takes any that is free", refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where there is no screen, or nothing that opens a browser, the printed address has to do.
    private static void open(URI address) {
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return;
        }
        try {
            new ProcessBuilder("xdg-open", address.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException nothingOpens) {
            // The address has been printed.
        }
    }
}
