package learnc.runtime.cli;

import java.nio.file.Path;

import learnc.runtime.spec.Places;
import picocli.CommandLine.Option;

/// The options of every command that touches learnc's state: add it with `@Mixin Where where`.
final class Where {

    @Option(names = "--root", paramLabel = "DIR", description = "Where images and layers are (LEARNC_ROOT, else /var/lib/learnc).")
    String root;

    @Option(names = "--run", paramLabel = "DIR", description = "Where the state of containers is (LEARNC_RUN, else /run/learnc).")
    String run;

    /// The two directories: the option, else the environment, else the usual place.
    Places places() {
        return new Places(absolute(root, "LEARNC_ROOT", "/var/lib/learnc"), absolute(run, "LEARNC_RUN", "/run/learnc"));
    }

    private static String absolute(String option, String variable, String usual) {
        String environment = System.getenv(variable);
        String said = option != null ? option : environment != null && !environment.isEmpty() ? environment : usual;
        return Path.of(said).toAbsolutePath().normalize().toString();
    }
}
