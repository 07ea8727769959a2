package learnc.runtime.leftovers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that a container could leave on this machine, at one moment, in words that can be compared.
///
/// It looks only at what belongs to one test: its own state directories, its own network namespace, the containers and the
/// sessions of processes that it has started; so that other tests may run beside it.
///
/// @param findings by kind
record Census(Map<String, List<String>> findings) {

    private static final int SESSION_FIELD = 6;

    /// Counts.
    ///
    /// @param playground the test's own state directories and network namespace
    /// @param ids        of every container that was ever seen in them
    /// @param sessions   of every learnc that was started: a session's number is that of the process that began it
    static Census taken(Playground playground, Set<String> ids, Set<Long> sessions) {
        var findings = new TreeMap<String, List<String>>();
        findings.put("mounts", linesWith(Path.of("/proc/self/mountinfo"), playground.folder().toString()));
        findings.put("cgroups", cgroups(ids));
        findings.put("links", playground.inItsNetwork("ip", "-o", "link").lines().map(line -> line.replaceAll("<.*", "")).sorted().toList());
        findings.put("addresses", playground.inItsNetwork("ip", "-o", "address").lines().sorted().toList());
        findings.put("routes", playground.inItsNetwork("ip", "route").lines().sorted().toList());
        findings.put("packet rules", playground.inItsNetwork("nft", "list", "ruleset").lines().toList());
        findings.put("processes", processes(playground, ids, sessions));
        findings.put("files", files(playground.folder()));
        findings.put("/dev/null", List.of(devNull()));
        return new Census(findings);
    }

    private static List<String> linesWith(Path file, String text) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(text)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> cgroups(Set<String> ids) {
        var found = new ArrayList<String>();
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            for (Path top : Stream.concat(Stream.of(Path.of("/sys/fs/cgroup")), hierarchies).toList()) {
                for (String id : ids) {
                    if (Files.exists(top.resolve("learnc-" + id))) {
                        found.add(top.resolve("learnc-" + id).toString());
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /// Those in a control group of one of the containers, and those in a session of one of the learncs.
    private static List<String> processes(Playground playground, Set<String> ids, Set<Long> sessions) {
        var found = new ArrayList<String>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> Character.isDigit(path.getFileName().toString().charAt(0))).toList()) {
                String groups = content(process.resolve("cgroup"));
                String stat = content(process.resolve("stat"));
                boolean isOurs = !playground.isStranger(Long.parseLong(process.getFileName().toString()));
                if (!stat.isEmpty() && isOurs && (ids.stream().anyMatch(groups::contains) || sessions.contains(session(stat)))) {
                    found.add(stat.substring(0, stat.indexOf(')') + 3));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    private static long session(String stat) {
        String[] fromTheThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fromTheThird[SESSION_FIELD - 3]);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException hasEnded) {
            return "";
        }
    }

    private static List<String> files(Path folder) {
        var found = new ArrayList<String>();
        list(folder, found);
        found.sort(null);
        return found;
    }

    private static void list(Path folder, List<String> found) {
        try (Stream<Path> below = Files.list(folder)) {
            for (Path path : below.toList()) {
                found.add(path.toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    list(path, found);
                }
            }
        } catch (NoSuchFileException gone) {
            found.add(folder + " (vanishes)");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String devNull() {
        try {
            Path device = Path.of("/dev/null");
            return Files.getAttribute(device, "unix:uid") + ":" + Files.getAttribute(device, "unix:gid") + " "
                    + Integer.toOctalString((Integer) Files.getAttribute(device, "unix:mode"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is here and not there, and the other way round; empty when the two are equal.
    String difference(Census before) {
        var text = new StringBuilder();
        findings.forEach((kind, now) -> {
            var earlier = before.findings.get(kind);
            now.stream().filter(line -> !earlier.contains(line)).forEach(line -> text.append("+ ").append(kind).append(": ").append(line).append('\n'));
            earlier.stream().filter(line -> !now.contains(line)).forEach(line -> text.append("- ").append(kind).append(": ").append(line).append('\n'));
        });
        return text.toString();
    }
}
