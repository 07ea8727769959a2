package learnc.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Volume;
import picocli.CommandLine.Option;

/// The options about files: what is put into the container, and what it may change.
final class FileOptions {

    @Option(names = {"-v", "--volume"}, paramLabel = "HOST:INSIDE[:ro]", description = "Show a file or directory of the host inside.")
    List<String> binds = List.of();

    @Option(names = "--tmpfs", paramLabel = "INSIDE[:OPTIONS]", description = "Put an empty directory in memory there; options as in tmpfs(5).")
    List<String> tmpfs = List.of();

    @Option(names = "--read-only", description = "Let the program change nothing in the image's files.")
    boolean isReadOnly;

    /// What is put into the container, binds first.
    List<Volume> volumes() {
        var volumes = new ArrayList<Volume>(Said.each("--volume", binds, FileOptions::bind));
        volumes.addAll(Said.each("--tmpfs", tmpfs, FileOptions::tmpfs));
        return volumes;
    }

    private static Volume bind(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || !parts[1].startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is not of the form HOST:/INSIDE or HOST:/INSIDE:ro");
        }
        return new Volume.Bind(source(parts[0]), parts[1], parts.length == 3 && isReadOnly(parts[2]));
    }

    private static boolean isReadOnly(String option) {
        return switch (option) {
            case "ro" -> true;
            case "rw" -> false;
            default -> throw new IllegalArgumentException("'" + option + "' is neither ro nor rw");
        };
    }

    private static String source(String text) {
        if (text.startsWith("/")) {
            return text;
        }
        if (text.startsWith("./") || text.startsWith("../") || text.equals(".") || text.equals("..")) {
            return Path.of(text).toAbsolutePath().normalize().toString();
        }
        throw new IllegalArgumentException("'" + text + "' would be a named volume, which learnc does not have: write ./" + text
                + " for the directory here, or an absolute path");
    }

    private static Volume tmpfs(String text) {
        int colon = text.indexOf(':');
        String target = colon < 0 ? text : text.substring(0, colon);
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is not of the form /INSIDE or /INSIDE:OPTIONS");
        }
        return new Volume.Tmpfs(target, colon < 0 ? "" : text.substring(colon + 1));
    }
}
