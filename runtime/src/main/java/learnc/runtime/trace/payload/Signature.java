package learnc.runtime.trace.payload;

import java.util.ArrayList;
import java.util.List;

/// A system call: its name, and how its arguments read.
final class Signature {

    private static final String UNKNOWN_PARAMETERS = "?";
    private static final String SEPARATOR = ", ";

    private final String name;
    private final List<Parameter> parameters;
    private final List<Meaning> meanings;

    private Signature(String name, List<Parameter> parameters, List<Meaning> meanings) {
        this.name = name;
        this.parameters = parameters;
        this.meanings = meanings;
    }

    /// A call with parameters declared as in C; `?` when nobody has declared them.
    static Signature of(String name, String declarations, Meanings meanings) {
        String known = declarations.equals(UNKNOWN_PARAMETERS) ? "void *arg1, void *arg2, void *arg3, void *arg4, void *arg5, void *arg6" : declarations;
        var parameters = new ArrayList<Parameter>();
        for (int start = 0; start < known.length(); ) {
            int comma = known.indexOf(SEPARATOR, start);
            int end = comma < 0 ? known.length() : comma;
            parameters.add(Parameter.of(known.substring(start, end)));
            start = end + SEPARATOR.length();
        }
        var its = new ArrayList<Meaning>();
        for (Parameter parameter : parameters) {
            its.add(meanings.of(name, parameter, parameters));
        }
        return new Signature(name, parameters, its);
    }

    String name() {
        return name;
    }

    int size() {
        return parameters.size();
    }

    Parameter parameter(int at) {
        return parameters.get(at);
    }

    Meaning meaning(int at) {
        return meanings.get(at);
    }

    /// Whether, with these arguments, it has given the thread another name (prctl(2), PR_SET_NAME).
    boolean renames(long[] words, long result) {
        return result == 0 && name.equals("prctl") && (int) words[0] == Arguments.PR_SET_NAME;
    }

    /// The place of the parameter with this name.
    int at(String parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(parameter)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no " + parameter);
    }

    /// Whether it never comes back.
    boolean isLast() {
        return name.equals("exit") || name.equals("exit_group");
    }
}
