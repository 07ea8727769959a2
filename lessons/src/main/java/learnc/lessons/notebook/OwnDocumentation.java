package learnc.lessons.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The documentation of learnc's own classes, out of their source: JShell knows only that of Java's. A method that says nothing of its
/// own means what the class or interface says from which it comes.
final class OwnDocumentation {

    private static final Pattern METHOD = Pattern.compile("(?<type>\\w+)(?:<[^(]*>)?\\.(?<name>\\w+)\\(");
    private static final Pattern TYPE = Pattern.compile("(?:^|[. ])(?<type>[A-Z]\\w*)$");
    private static final Pattern PARENT = Pattern.compile("\\b[A-Z]\\w*");
    private static final String COMMENT = "///";
    /// Where a declaration ends. Annotations, which may have several lines, stand between a comment and what it speaks of.
    private static final Pattern BETWEEN = Pattern.compile("^$|[;{}]$");

    private final Path home;
    private Map<String, Path> files;

    /// @param home learnc's folder; where it has no sources, nothing is known
    OwnDocumentation(Path home) {
        this.home = home;
    }

    /// What the source says about something; null when nothing is known.
    ///
    /// @param signature as JShell writes it, `Table Kit.mounts(Kernel process)`
    String of(String signature) {
        Matcher method = METHOD.matcher(signature);
        if (method.find()) {
            return inherited(method.group("type"), Pattern.compile("[\\w>\\]] " + Pattern.quote(method.group("name")) + "\\("), new LinkedHashSet<>());
        }
        Matcher type = TYPE.matcher(signature);
        return type.find() ? comment(type.group("type"), Pattern.compile("(?:class|record|interface|enum) " + type.group("type") + "\\b")) : null;
    }

    private String inherited(String type, Pattern declaration, Set<String> seen) {
        String own = seen.add(type) ? comment(type, declaration) : null;
        if (own != null) {
            return own;
        }
        for (String parent : parents(type)) {
            String theirs = seen.contains(parent) ? null : inherited(parent, declaration, seen);
            if (theirs != null) {
                return theirs;
            }
        }
        return null;
    }

    /// The types that a type extends or implements, as its source names them.
    private List<String> parents(String type) {
        Matcher head = Pattern.compile("(?:class|record|interface|enum) " + type + "\\b[^{]*?\\b(?:extends|implements)\\b(?<parents>[^{]*)\\{").matcher(String.join("\n", lines(type)));
        return head.find() ? PARENT.matcher(head.group("parents")).results().map(one -> one.group()).distinct().toList() : List.of();
    }

    private String comment(String type, Pattern declaration) {
        var comment = new ArrayList<String>();
        for (String line : lines(type)) {
            String words = line.strip();
            if (words.startsWith(COMMENT)) {
                comment.add(words.substring(COMMENT.length()).strip());
            } else if (!comment.isEmpty() && declaration.matcher(words).find()) {
                return String.join("\n", comment);
            } else if (BETWEEN.matcher(words).find()) {
                comment.clear();
            }
        }
        return null;
    }

    private List<String> lines(String type) {
        Path file = files().get(type);
        try {
            return file == null ? List.of() : Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }

    private synchronized Map<String, Path> files() {
        if (files == null) {
            files = new HashMap<>();
            for (String module : List.of("runtime", "lessons")) {
                Path sources = home.resolve(module).resolve("src/main/java");
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(file -> files.put(file.getFileName().toString().replace(".java", ""), file));
                } catch (IOException noCheckout) {
                    // Without sources there is nothing to read.
                }
            }
        }
        return files;
    }
}
