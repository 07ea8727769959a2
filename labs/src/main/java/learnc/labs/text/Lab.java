package learnc.labs.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// A lab.
///
/// @param folder     where it lies; its name is `NN-topic`
/// @param text       of `lab.adoc`
/// @param title      its first heading
/// @param attributes the lines `:name: value` of its header: `kind`, `minutes`, `needs`
/// @param points     what is checked, in the order of the section "What is checked"
public record Lab(Path folder, String text, String title, Map<String, String> attributes, List<Point> points) {

    /// The name of the text in a lab's folder.
    public static final String TEXT = "lab.adoc";
    /// The name of the check in a lab's folder.
    public static final String CHECK = "Check.java";

    private static final Pattern ATTRIBUTE = Pattern.compile(":(?<name>[a-z-]+): *(?<value>.*)");
    private static final Pattern POINT = Pattern.compile("\\* (?<id>[a-z0-9-]+) \\((?<points>\\d+)\\): (?<title>.+)");

    /// Reads a lab.
    ///
    /// @throws Failure when it has no title, or promises no points
    public static Lab read(Path folder) {
        String text = read(folder, TEXT);
        var attributes = new LinkedHashMap<String, String>();
        var points = new ArrayList<Point>();
        String title = null;
        for (String line : text.split("\n")) {
            Matcher attribute = ATTRIBUTE.matcher(line.strip());
            Matcher point = POINT.matcher(line.strip());
            if (title == null && line.startsWith("= ")) {
                title = line.substring(2).strip();
            } else if (attribute.matches()) {
                attributes.put(attribute.group("name"), attribute.group("value").strip());
            } else if (point.matches()) {
                points.add(new Point(point.group("id"), Integer.parseInt(point.group("points")), point.group("title")));
            }
        }
        if (title == null || points.isEmpty()) {
            throw new Failure(folder + "/" + TEXT + (title == null ? " has no title (a line '= …')" : " promises no points (lines '* id (2): what')"));
        }
        return new Lab(folder, text, title, Map.copyOf(attributes), List.copyOf(points));
    }

    private static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException refused) {
            throw new Failure("cannot read " + refused.getMessage(), refused);
        }
    }

    /// Its text for reading: what only a program wants to know, the attributes, is left out.
    public String shown() {
        return Prose.wrapped(text.lines().filter(line -> !ATTRIBUTE.matcher(line.strip()).matches()).collect(Collectors.joining("\n")));
    }

    /// The name of its folder: `04-limits`.
    public String id() {
        return folder.getFileName().toString();
    }

    /// Two digits.
    public String number() {
        return id().substring(0, 2);
    }

    /// What a student does in it: java, shell, prediction, trace.
    public String kind() {
        return attributes.getOrDefault("kind", "java");
    }

    /// Roughly how long it takes.
    public String minutes() {
        return attributes.getOrDefault("minutes", "30");
    }

    /// What all of it is worth.
    public int mostPoints() {
        return points.stream().mapToInt(Point::points).sum();
    }

    /// The text of its check.
    public String check() {
        return read(folder, CHECK);
    }

    /// What a student begins with.
    public Path task() {
        return folder.resolve("task");
    }

    /// What solves it.
    public Path solution() {
        return folder.resolve("solution");
    }

    /// Its hints, the first first.
    public List<String> hints() {
        return folders("hint").stream().map(file -> Prose.wrapped(read(file.getParent(), file.getFileName().toString()))).toList();
    }

    private List<Path> folders(String name) {
        Path folder = this.folder.resolve(name);
        return Files.isDirectory(folder) ? listed(folder) : List.of();
    }

    /// Its wrong solutions: the folders `wrong-…`.
    public List<Wrong> wrong() {
        return listed(folder).stream().filter(path -> path.getFileName().toString().startsWith("wrong-")).map(Wrong::read).toList();
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException refused) {
            throw new Failure("cannot read " + refused.getMessage(), refused);
        }
    }
}
