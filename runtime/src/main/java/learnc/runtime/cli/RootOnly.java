package learnc.runtime.cli;

import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Model.CommandSpec;

/// What a command tells somebody who is not root.
public final class RootOnly {

    private RootOnly() {
    }

    /// Goes on only as root.
    ///
    /// @throws Failure when this is not root
    public static void check(CommandSpec spec) {
        if (!isRoot()) {
            throw refusal(spec.qualifiedName());
        }
    }

    static Failure refusal(String command) {
        return new Failure(command + " needs root"
                + "\n  because: namespaces, mounts and control groups of the host are made, and Linux gives that to root only"
                + "\n  try: sudo ./" + command + " …");
    }

    /// What is to be told of a refusal: where only root may, that stands first.
    static RuntimeException told(KernelRefusal refusal, String command) {
        boolean isForbidden = refusal.is(Errno.EACCES) || refusal.is(Errno.EPERM);
        return isForbidden && !isRoot() ? explained(refusal, command) : refusal;
    }

    static Failure explained(KernelRefusal refusal, String command) {
        return new Failure(command + " needs root"
                + "\n  because: Linux has refused " + refusal.call() + " to this user: " + refusal.errno().name() + " (" + refusal.errno().meaning() + ")"
                + "\n  try: sudo ./" + command + " …; without root, --root and --run can name folders of your own", refusal);
    }

    private static boolean isRoot() {
        try (var linux = new Linux(UnaryOperator.identity())) {
            return linux.host().geteuid() == 0;
        }
    }
}
