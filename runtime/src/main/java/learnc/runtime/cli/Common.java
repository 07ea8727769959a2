package learnc.runtime.cli;

import picocli.CommandLine.Option;

/// The options of every command, of other modules, too: add it with `@Mixin Common common`.
public final class Common {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    boolean help;

    @Option(names = "--debug", description = "When something fails, also show where in learnc.")
    boolean debug;
}
