package learnc.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `learnc version`: which learnc, Java and Linux these are. A good first line of a bug report.
@Command(name = "version", description = "Show which learnc, Java and Linux these are.")
final class Version implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println("learnc " + learncVersion());
        spec.commandLine().getOut().println("Java   " + System.getProperty("java.vm.version"));
        spec.commandLine().getOut().println("Linux  " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
    }

    static String learncVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
