package learnc.runtime.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc completion`: lets a shell complete learnc's commands and options.
@Command(name = "completion", description = "Print a script with which a shell completes learnc's commands and options.",
        footer = {"%nExamples:",
            "  source <(learnc completion bash)",
            "  learnc completion bash > /etc/bash_completion.d/learnc",
            "  source <(learnc completion zsh)          after: autoload -U compinit; compinit"})
final class Completion implements Runnable {

    /// The shells that are spoken.
    enum Shell { BASH, ZSH }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    Shell shell;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    /// The script is the same: it asks in which of the two it runs.
    @Override
    public void run() {
        spec.commandLine().getOut().println(AutoComplete.bash("learnc", Learnc.withAllCommands()));
    }
}
