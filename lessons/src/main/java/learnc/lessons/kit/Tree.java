package learnc.lessons.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names below names, as processes below their parents.
///
/// @param name  of this one
/// @param below what hangs on it, in order
public record Tree(String name, List<Tree> below) implements Displayed {

    /// The tree of all processes that hang on one.
    ///
    /// @param pid       the root's number
    /// @param processes a table with the columns `pid`, `parent` and `name`
    static Tree of(String pid, Table processes) {
        Map<String, String> names = new HashMap<>();
        Map<String, List<String>> children = new HashMap<>();
        for (List<String> row : processes.rows()) {
            names.put(row.get(0), row.get(2));
            children.computeIfAbsent(row.get(1), parent -> new ArrayList<>()).add(row.get(0));
        }
        return of(pid, names, children);
    }

    private static Tree of(String pid, Map<String, String> names, Map<String, List<String>> children) {
        List<Tree> below = children.getOrDefault(pid, List.of()).stream().map(child -> of(child, names, children)).toList();
        return new Tree(pid + " " + names.getOrDefault(pid, "?"), below);
    }

    @Override
    public Display display() {
        return Display.html("<ul>" + item() + "</ul>");
    }

    private String item() {
        var html = new StringBuilder("<li>").append(Display.escaped(name));
        if (!below.isEmpty()) {
            html.append("<ul>");
            below.forEach(one -> html.append(one.item()));
            html.append("</ul>");
        }
        return html.append("</li>").toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder(name);
        for (int i = 0; i < below.size(); i++) {
            boolean isLast = i == below.size() - 1;
            String[] lines = below.get(i).toString().split("\n");
            for (int line = 0; line < lines.length; line++) {
                text.append('\n').append(line == 0 ? isLast ? "└─ " : "├─ " : isLast ? "   " : "│  ").append(lines[line]);
            }
        }
        return text.toString();
    }
}
