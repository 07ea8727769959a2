package learnc.runtime.trace.payload;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import learnc.runtime.spec.Spelling;
import learnc.runtime.trace.EventFilter;

/// The names of all system calls that a trace can have, so that a slip in one is told and not taken for a call that never comes.
public final class CallNames {

    private static final String CLASS = "%";
    private static final String CONDITION = ":";
    /// How a call goes that is newer than the table, or that is made by a program of another architecture.
    private static final Set<String> NUMBERED = Set.of("syscall_", "foreign_");

    private CallNames() {
    }

    /// Refuses an expression, as [EventFilter] takes it, that names a call which no Linux has.
    ///
    /// @throws IllegalArgumentException with the name that was probably meant
    public static void check(String expression) {
        String calls = expression.startsWith("trace=") ? expression.substring("trace=".length()) : expression;
        Set<String> known = known();
        for (String part : calls.split(",")) {
            String word = part.strip();
            String name = word.startsWith("!") ? word.substring(1).strip() : word;
            if (isName(name) && !known.contains(name)) {
                throw new IllegalArgumentException("Linux has no system call '" + name + "'." + Spelling.question(name, known)
                        + " There are also classes of them: %" + String.join(", %", EventFilter.classes().keySet()));
            }
        }
    }

    /// The table of all calls: `NAME X86 ARM TYPE NAME, …`, one a line; −1 where a processor has no such call.
    public static List<String> table() {
        return Signatures.lines(CallTable.TEXT);
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && !word.startsWith(CLASS) && !word.contains(CONDITION) && !word.equals("failed") && !word.equals("succeeded")
                && NUMBERED.stream().noneMatch(word::startsWith);
    }

    /// Of both architectures: a trace may come from the other one.
    private static Set<String> known() {
        var known = new TreeSet<String>();
        EventFilter.classes().values().forEach(known::addAll);
        for (String line : Signatures.lines(CallTable.TEXT)) {
            known.add(line.substring(0, line.indexOf(' ')));
        }
        return known;
    }
}
