package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import jdk.jshell.SourceCodeAnalysis;

/// What could be typed next, and what is known about what stands there: JShell's knowledge, for a place in a cell of many statements.
public final class Suggestions {

    private static final int MOST = 200;

    /// Something that could be typed.
    ///
    /// @param kind `method`, `class` or `name`
    public record Item(String text, String kind) {
    }

    /// All of them.
    ///
    /// @param from where the text begins that an item replaces
    public record Completion(int from, List<Item> items) {
    }

    /// What is known about a method or class.
    ///
    /// @param text its documentation, or null
    public record Documented(String signature, String text) {
    }

    private Suggestions() {
    }

    /// What could stand at a place of a cell.
    public static Completion at(SourceCodeAnalysis analysis, String cell, int position) {
        Place place = Place.of(analysis, cell, position);
        int[] anchor = {place.cursor()};
        var found = new LinkedHashMap<String, Item>();
        List<SourceCodeAnalysis.Suggestion> all = new ArrayList<>(analysis.completionSuggestions(place.code(), place.cursor(), anchor));
        all.stream().filter(SourceCodeAnalysis.Suggestion::matchesType).forEach(one -> add(found, one.continuation()));
        all.forEach(one -> add(found, one.continuation()));
        return new Completion(Math.clamp(anchor[0] + place.shift(), 0, position), found.values().stream().limit(MOST).toList());
    }

    private static void add(LinkedHashMap<String, Item> found, String text) {
        String kind = text.endsWith("(") || text.endsWith("()") ? "method" : !text.isEmpty() && Character.isUpperCase(text.charAt(0)) ? "class" : "name";
        found.putIfAbsent(text, new Item(text, kind));
    }

    /// What is known about what stands at a place of a cell.
    public static List<Documented> about(SourceCodeAnalysis analysis, String cell, int position) {
        int end = position;
        while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
            end++;
        }
        Place place = Place.of(analysis, cell, end);
        // JShell describes a method only behind its parenthesis.
        boolean isCall = end < cell.length() && cell.charAt(end) == '(';
        String code = isCall ? place.code() + "(" : place.code();
        return analysis.documentation(code, code.length(), true).stream().map(one -> new Documented(one.signature(), one.javadoc())).toList();
    }

    /// A place as JShell sees it.
    ///
    /// @param code   the statement up to the place, behind those before it in the same cell that may belong into one body
    /// @param cursor the place in it
    /// @param shift  from there to the cell
    private record Place(String code, int cursor, int shift) {

        private static final List<String> NO_STATEMENT = List.of("import ", "class ", "record ", "interface ", "enum ", "@", "public ", "static ", "void ", "/");

        static Place of(SourceCodeAnalysis analysis, String cell, int position) {
            String until = cell.substring(0, position);
            List<Statements.Statement> statements = Statements.of(until, analysis);
            if (statements.isEmpty()) {
                return new Place("", 0, position);
            }
            Statements.Statement last = statements.getLast();
            String now = until.substring(last.offset());
            var before = new StringBuilder();
            for (Statements.Statement statement : statements.subList(0, statements.size() - 1)) {
                String source = statement.source().strip();
                if (NO_STATEMENT.stream().noneMatch(source::startsWith) && !source.endsWith("}")) {
                    before.append(source).append(source.endsWith(";") ? " " : "; ");
                }
            }
            return new Place(before + now, before.length() + now.length(), last.offset() - before.length());
        }
    }
}
