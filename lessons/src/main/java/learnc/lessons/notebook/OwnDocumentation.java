package learnc.lessons.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The documentation of learnc's own classes, out of their source: JShell knows only that of Java's.
final class OwnDocumentation {

    private static final Pattern METHOD = Pattern.compile("(?<type>\\w+)(?:<[^(]*>)?\\.(?<name>\\w+)\\(");
    private static final Pattern TYPE = Pattern.compile("(?:^|[. ])(?<type>[A-Z]\\w*)$");
    private static final String COMMENT = "///";

    private Map<String, Path> files;

    /// What the source says about something; null when nothing is known.
    ///
    /// @param signature as JShell writes it, `Table Kit.mounts(Kernel process)`
    String of(String signature) {
        Matcher method = METHOD.matcher(signature);
        if (method.find()) {
            return comment(method.group("type"), Pattern.compile("[\\w>\\]] " + Pattern.quote(method.group("name")) + "\\("));
        }
        Matcher type = TYPE.matcher(signature);
        return type.find() ? comment(type.group("type"), Pattern.compile("(?:class|record|interface|enum) " + type.group("type") + "\\b")) : null;
    }

    private String comment(String type, Pattern declaration) {
        Path file = files().get(type);
        try {
            return file == null ? null : comment(Files.readAllLines(file), declaration);
        } catch (IOException gone) {
            return null;
        }
    }

    private static String comment(List<String> lines, Pattern declaration) {
        var comment = new ArrayList<String>();
        for (String line : lines) {
            String words = line.strip();
            if (words.startsWith(COMMENT)) {
                comment.add(words.substring(COMMENT.length()).strip());
            } else if (!comment.isEmpty() && declaration.matcher(words).find()) {
                return String.join("\n", comment);
            } else if (!words.startsWith("@")) {
                comment.clear();
            }
        }
        return null;
    }

    private synchronized Map<String, Path> files() {
        if (files == null) {
            files = new HashMap<>();
            for (String module : List.of("runtime", "lessons")) {
                Path sources = Path.of(System.getProperty("learnc.home", "."), module, "src", "main", "java");
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
