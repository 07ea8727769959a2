package learnc.lessons.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/// Where cells run: add it with `@Mixin WhichSandboxes sandboxes`.
final class WhichSandboxes {

    @Option(names = "--sandboxes", paramLabel = "DIR", description = "Where the sandbox gets a folder (/run/learnc/lessons); not below /tmp.")
    Path folder = Path.of(System.getProperty("learnc.sandboxes", "/run/learnc/lessons"));
}
