package learnc.viewer.page;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import learnc.runtime.trace.EventFilter;

/// The classes of system calls that a filter can name, as a module of the page: so that page and command line mean the same.
final class ClassesModule {

    /// Its name among the page's files.
    static final String NAME = "words/classes.js";

    private ClassesModule() {
    }

    static String text() {
        var text = new StringBuilder("// Made of the classes in learnc's EventFilter.\n\nexport const CLASSES = new Map([\n");
        for (Map.Entry<String, Set<String>> one : EventFilter.classes().entrySet()) {
            String calls = new TreeSet<>(one.getValue()).stream().collect(Collectors.joining(" "));
            text.append("  [\"").append(one.getKey()).append("\", new Set(\"").append(calls).append("\".split(\" \"))],\n");
        }
        return text.append("]);\n").toString();
    }
}
