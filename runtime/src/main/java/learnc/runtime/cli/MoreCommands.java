package learnc.runtime.cli;

import java.util.List;

/// How a module that builds on the runtime brings commands of its own: it registers an implementation of this as a service
/// (`META-INF/services/learnc.runtime.cli.MoreCommands`). The runtime knows none of them.
public interface MoreCommands {

    /// The names of the commands, in the order in which `--help` lists them. A name of two words, as `trace view`, belongs below
    /// the runtime's command `trace`.
    List<String> names();

    /// A new instance of the command with that name, annotated for picocli.
    Object command(String name);
}
