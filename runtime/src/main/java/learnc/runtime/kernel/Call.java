package learnc.runtime.kernel;

import java.util.List;

/// One system call, before it is made: which, and with what.
///
/// @param systemCall which
/// @param arguments  in the order of the manual page
public record Call(SystemCall systemCall, List<Argument> arguments) {

    /// A call with these arguments.
    public static Call of(SystemCall systemCall, Argument... arguments) {
        return new Call(systemCall, List.of(arguments));
    }

    /// The same call, which will still be the same when the caller uses its buffers again.
    public Call kept() {
        List<Argument> kept = kept(arguments);
        return kept == arguments ? this : new Call(systemCall, kept);
    }

    /// The same list when none of them has to be copied.
    static List<Argument> kept(List<Argument> arguments) {
        Argument[] kept = null;
        for (int i = 0; i < arguments.size(); i++) {
            Argument copy = arguments.get(i).kept();
            if (copy != arguments.get(i)) {
                kept = kept == null ? arguments.toArray(Argument[]::new) : kept;
                kept[i] = copy;
            }
        }
        return kept == null ? arguments : List.of(kept);
    }

    /// `mount(source="proc", target="/proc", …)`: every argument with its name.
    @Override
    public String toString() {
        var text = new StringBuilder(systemCall.manualName()).append('(');
        String separator = "";
        for (Argument argument : arguments) {
            if (!(argument instanceof Argument.Unseen)) {
                text.append(separator).append(argument.name()).append('=').append(argument.decoded());
                separator = ", ";
            }
        }
        return text.append(')').toString();
    }
}
