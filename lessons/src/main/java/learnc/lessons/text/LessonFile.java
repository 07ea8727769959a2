package learnc.lessons.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import learnc.runtime.spec.Failure;

/// Finds the cells in a lesson's text.
///
///     [source#hostname%live,java]
///     ----
///     newInit().sethostname("box");
///     ----
final class LessonFile {

    private static final Pattern HEAD = Pattern.compile("\\[source(?:#(?<id>[\\w-]+))?(?<options>(?:%[\\w-]+)*)(?:,(?<rest>.*))?]");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<name>[\\w-]+)=(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^,\"]*))");
    private static final Pattern DELIMITER = Pattern.compile("-{4,}");
    private static final String OPTION = "%live";

    private final String name;
    private final String[] lines;
    private final List<Cell> cells = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private LessonFile(String name, String text) {
        this.name = name;
        this.lines = text.split("\n", -1);
    }

    /// The cells of a text.
    ///
    /// @param name of the lesson, for complaints
    /// @throws Failure when a cell has no id, one twice, or no end
    static List<Cell> cells(String name, String text) {
        var file = new LessonFile(name, text);
        for (int line = 0; line < file.lines.length; line++) {
            line = file.take(line);
        }
        return List.copyOf(file.cells);
    }

    /// The title: the first line with a single `=`. Some editors put a mark before the first letter of a file.
    static String title(String name, String text) {
        return text.lines().map(line -> line.startsWith("\ufeff") ? line.substring(1) : line).filter(line -> line.startsWith("= ")).map(line -> line.substring(2).strip()).findFirst()
                .orElseThrow(() -> new Failure("the lesson " + name + " has no title (a line '= …')"));
    }

    /// Takes the block that begins in this line, if one does.
    ///
    /// @return the last line that belongs to it
    private int take(int at) {
        if (DELIMITER.matcher(lines[at].stripTrailing()).matches()) {
            return end(at);
        }
        Matcher head = HEAD.matcher(lines[at].stripTrailing());
        if (!head.matches()) {
            return at;
        }
        int delimiter = at + 1;
        while (delimiter < lines.length && (lines[delimiter].startsWith(".") || lines[delimiter].startsWith("["))) {
            delimiter++;
        }
        if (delimiter >= lines.length || !DELIMITER.matcher(lines[delimiter].stripTrailing()).matches()) {
            return at;
        }
        int end = end(delimiter);
        if (head.group("options").contains(OPTION)) {
            add(head, delimiter + 1, end);
        } else if (head.group("rest") != null && head.group("rest").contains(OPTION)) {
            throw failure(at, OPTION + " counts only right behind the id: [source#id%live,java]");
        }
        return end;
    }

    private int end(int delimiter) {
        String its = lines[delimiter].stripTrailing();
        for (int line = delimiter + 1; line < lines.length; line++) {
            if (lines[line].stripTrailing().equals(its)) {
                return line;
            }
        }
        throw failure(delimiter, "the block that begins here has no end");
    }

    private void add(Matcher head, int first, int end) {
        String id = head.group("id");
        if (id == null || !ids.add(id)) {
            throw failure(first - 1, id == null ? "a cell needs an id: [source#id%live,java]" : "there are two cells with the id " + id);
        }
        var attributes = new LinkedHashMap<String, String>();
        String rest = head.group("rest") == null ? "" : head.group("rest");
        Matcher attribute = ATTRIBUTE.matcher(rest);
        while (attribute.find()) {
            attributes.put(attribute.group("name"), attribute.group("quoted") == null ? attribute.group("plain").strip() : attribute.group("quoted"));
        }
        if (head.group("options").contains("%setup")) {
            attributes.put(Cell.SETUP, "");
        }
        String language = rest.isEmpty() ? "java" : rest.split(",")[0].strip().toLowerCase(Locale.ROOT);
        cells.add(new Cell(id, kind(head.group("options"), language), source(first, end), first + 1, Map.copyOf(attributes)));
    }

    /// A reader of cells sees no difference between the line ends of Linux and of Windows.
    private String source(int first, int end) {
        return Arrays.stream(lines, first, end).map(Block::shown).collect(Collectors.joining("\n"));
    }

    private static Cell.Kind kind(String options, String language) {
        if (options.contains("%predict")) {
            return Cell.Kind.PREDICT;
        }
        if (language.equals("console") || language.equals("sh")) {
            return Cell.Kind.SHELL;
        }
        return options.contains("%check") ? Cell.Kind.CHECK : options.contains("%locked") ? Cell.Kind.LOCKED : Cell.Kind.JAVA;
    }

    private Failure failure(int line, String what) {
        return new Failure("the lesson " + name + ", line " + (line + 1) + ": " + what);
    }
}
