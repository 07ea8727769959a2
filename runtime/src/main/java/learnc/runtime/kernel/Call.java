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
