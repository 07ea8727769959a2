package learnc.viewer.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page's modules as one script, for a page that is a single file: browsers load no module from a disk.
///
/// Each module becomes a function that is called once and returns what it exports; an import becomes a look into what another one
/// has returned. That needs two rules, which a test checks: an import or export stands at the beginning of a line, and modules
/// do not import each other in a circle.
public final class ModuleGraph {

    private static final Pattern IMPORT = Pattern.compile("^import\\s*\\{([^}]*)}\\s*from\\s*\"([^\"]+)\";?", Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile("^export (?:async )?(?:const|function|class) (\\w+)", Pattern.MULTILINE);
    private static final Pattern EXPORT_LIST = Pattern.compile("export\\s*\\{([^}]*)};?\\s*$");
    /// Only the outermost module waits for something.
    private static final Pattern WAITS = Pattern.compile("^const .* = await ", Pattern.MULTILINE);
    private static final Pattern ANY = Pattern.compile("^(?:import|export)\\b.*", Pattern.MULTILINE);

    private final UnaryOperator<String> textOf;
    private final Map<String, String> written = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    private ModuleGraph(UnaryOperator<String> textOf) {
        this.textOf = textOf;
    }

    /// The module with that name and all that it needs, in an order in which they can be run.
    ///
    /// @param textOf tells a module's text by its name
    public static String script(String main, UnaryOperator<String> textOf) {
        var graph = new ModuleGraph(textOf);
        graph.add(main);
        return String.join("\n", graph.written.values());
    }

    /// The names of the modules, those that need nothing first.
    ///
    /// @param textOf tells a module's text by its name
    public static List<String> names(String main, UnaryOperator<String> textOf) {
        var graph = new ModuleGraph(textOf);
        graph.add(main);
        return List.copyOf(graph.written.keySet());
    }

    /// The same of the trace page.
    static String script(String main) {
        return script(main, PageFiles::text);
    }

    static List<String> names(String main) {
        return names(main, PageFiles::text);
    }

    private void add(String name) {
        if (written.containsKey(name)) {
            return;
        }
        if (open.contains(name)) {
            throw new IllegalStateException("modules import each other in a circle: " + open + " and again " + name);
        }
        open.add(name);
        String text = textOf.apply(name);
        if (hasLine(text, "import")) {
            IMPORT.matcher(text).results().forEach(one -> add(resolved(name, one.group(2))));
        }
        open.removeLast();
        written.put(name, function(name, text));
    }

    private static String function(String name, String text) {
        var exports = new ArrayList<String>();
        String body = hasLine(text, "import") || hasLine(text, "export") ? withoutLines(name, text, exports) : text;
        Matcher list = EXPORT_LIST.matcher(body);
        int last = Math.max(body.lastIndexOf("export{"), body.lastIndexOf("export {"));
        if (last >= 0 && list.find(last)) {
            for (String one : list.group(1).split(",")) {
                String[] names = one.strip().split(" as ");
                exports.add(names.length == 1 ? names[0] : names[1] + ": " + names[0]);
            }
            body = body.substring(0, last);
        }
        if (hasLine(body, "import") || hasLine(body, "export")) {
            refuse(name, body);
        }
        String kind = body.contains("= await ") && WAITS.matcher(body).find() ? "await (async () => {" : "(() => {";
        return "// " + name + "\nconst " + variable(name) + " = " + kind + "\n" + body + "\nreturn {" + String.join(", ", exports) + "};\n})();";
    }

    /// A library is half a megabyte in a few lines: it is not searched for what is not there.
    private static boolean hasLine(String text, String beginning) {
        return text.startsWith(beginning) || text.contains("\n" + beginning);
    }

    private static String withoutLines(String name, String text, List<String> exports) {
        String body = IMPORT.matcher(text).replaceAll(one -> Matcher.quoteReplacement(
                "const {" + renamed(one.group(1), " as ", ": ") + "} = " + variable(resolved(name, one.group(2))) + ";"));
        return EXPORT.matcher(body).replaceAll(one -> Matcher.quoteReplacement(plain(one, exports)));
    }

    private static void refuse(String name, String body) {
        Matcher left = ANY.matcher(body);
        if (left.find()) {
            throw new IllegalStateException(name + " has a line that cannot be put into one script: " + left.group());
        }
    }

    private static String plain(MatchResult export, List<String> exports) {
        exports.add(export.group(1));
        return export.group().substring("export ".length());
    }

    private static String renamed(String names, String from, String to) {
        return names.replace(from, to);
    }

    private static String variable(String name) {
        return "$" + name.replaceAll("[^A-Za-z]", "_");
    }

    private static String resolved(String from, String specifier) {
        return java.net.URI.create(from).resolve(specifier).getPath();
    }
}
