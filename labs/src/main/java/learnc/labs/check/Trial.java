package learnc.labs.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import learnc.labs.box.Bounds;
import learnc.labs.box.Box;
import learnc.labs.box.Boxes;
import learnc.labs.text.Lab;
import learnc.labs.text.Point;
import learnc.labs.text.Seed;
import learnc.lessons.cell.QuickStart;
import learnc.runtime.cli.Ready;

/// One attempt of one student at one lab: what a check has in its hands.
public final class Trial implements AutoCloseable {

    private static final String COMPILED = "{compiled}";
    private static final List<String> JAVA = joined(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3", "-XX:-UsePerfData", "-XX:-UseContainerSupport", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=off",
            "-Dlearnc.compiled=" + COMPILED), QuickStart.words());

    private static final String AT_A_DESK = "mkdir -p /tmp/lab && cd /tmp/lab && cp \"${1%/*}\"/* . && sh \"$@\"; exec sleep 1000000";

    private static final Pattern STUDENTS_FILE = Pattern.compile("\\{([A-Za-z0-9_-]+\\.[a-z]+)}");

    private final Lab lab;
    private final Path work;
    private final Path folder;
    private final Boxes boxes;
    private final Seed seed;
    private final Bounds bounds;
    private final Beforehand beforehand;
    private final List<Box> started = new ArrayList<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /// @param work   a copy of the student's files, which the student cannot change any more
    /// @param folder where traces are written
    /// @param boxes  where boxes get folders
    /// @param seed   of this student
    public Trial(Lab lab, Path work, Path folder, Boxes boxes, Seed seed, Bounds bounds) {
        this.lab = lab;
        this.work = work;
        this.folder = folder;
        this.boxes = boxes;
        this.seed = seed;
        this.bounds = bounds;
        this.beforehand = new Beforehand(bounds.seconds());
    }

    /// One point of the lab, to be decided now.
    ///
    /// @throws IllegalArgumentException when the lab's text promises no such point, or it was decided before
    public Verdict check(String id) {
        Point point = lab.points().stream().filter(its -> its.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the lab's text promises no point '" + id + "'"));
        if (findings.containsKey(id)) {
            throw new IllegalArgumentException("the point '" + id + "' was decided before");
        }
        return new Verdict(this, point);
    }

    void found(Finding finding) {
        findings.put(finding.id(), finding);
    }

    /// What was found until now, by the ids of the points.
    public Map<String, Finding> findings() {
        return Map.copyOf(findings);
    }

    /// What the student has written into a file of the task; empty when there is no such file.
    public String text(String file) {
        try {
            return Files.isRegularFile(work.resolve(file)) ? Files.readString(work.resolve(file)) : "";
        } catch (IOException notText) {
            return "";
        }
    }

    /// The student's answer to a question in `answers.txt`: what follows `name:` in a line of its own; empty when there is none.
    public String answer(String name) {
        return text("answers.txt").lines().filter(line -> line.strip().startsWith(name + ":")).map(line -> line.strip().substring(name.length() + 1).strip())
                .findFirst().orElse("");
    }

    /// A number from 0 to below `bound` that is always the same for this student, lab and name.
    public int seeded(String name, int bound) {
        return seed.number(lab.id(), name, bound);
    }

    /// A word of digits that nobody can know before this trial.
    public String nonce() {
        return String.valueOf(100_000_000 + random.nextInt(800_000_000));
    }

    /// Starts learnc in a box, with state directories of its own. A word `{MyCgroups.java}`, or a part of a word, stands for the
    /// student's file of that name: `learnc("run", "--stage", "cgroups={MyCgroups.java}", "learnc/shell", "true")`.
    public Running learnc(String... words) {
        return start(joined(JAVA, List.of("learnc.runtime.cli.Main"), List.of(words)));
    }

    /// Starts a student's Java program, a file with `void main()`, in a box; learnc's classes are at hand.
    public Running java(String file, String... words) {
        return start(joined(JAVA, List.of("{" + file + "}"), List.of(words)));
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }

    /// Starts a student's script in a box, in a folder of its own that has copies of the student's files; `learnc` is in the path.
    ///
    /// When the script has ended ([Running#scriptEnd]), the box stays, with everything that it has left there, until [Running#end].
    public Running script(String file, String... words) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", AT_A_DESK, "box", "{" + file + "}"));
        command.addAll(List.of(words));
        return start(command);
    }

    /// Starts any program of the host in a box.
    public Running start(List<String> words) {
        try {
            var box = new Box(boxes, Files.createDirectories(folder).resolve("run-" + (started.size() + 1) + ".jsonl"), bounds);
            started.add(box);
            Path inside = Files.createDirectory(box.folder().resolve("work"));
            for (String name : names()) {
                Files.copy(work.resolve(name), inside.resolve(name));
            }
            Path bin = Files.createDirectory(box.folder().resolve("bin"));
            String learnc = joined(JAVA, List.of("learnc.runtime.cli.Main")).stream().map(word -> "'" + placed(word, box) + "'").collect(Collectors.joining(" "));
            Files.writeString(bin.resolve("learnc"), "#!/bin/sh\nexec " + learnc + " \"$@\"\n");
            Files.setPosixFilePermissions(bin.resolve("learnc"), PosixFilePermissions.fromString("rwxr-xr-x"));
            compile(words, box);
            List<String> placed = words.stream().map(word -> placed(word, box)).toList();
            box.start(placed, Map.of("PATH", box.folder() + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
            return new Running(box, placed, bounds);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// The files that the words name, if they are Java.
    private void compile(List<String> words, Box box) {
        for (String name : names()) {
            if (name.endsWith(".java") && words.stream().anyMatch(word -> word.contains("{" + name + "}"))) {
                beforehand.compile(Ready.source(name, text(name)), box.folder().resolve("compiled"));
            }
        }
    }

    private String placed(String word, Box box) {
        String placed = word.replace(COMPILED, box.inside("compiled"));
        for (String name : names()) {
            placed = placed.replace("{" + name + "}", box.inside("work/" + name));
        }
        Matcher missing = STUDENTS_FILE.matcher(placed);
        if (missing.find()) {
            throw new TrialOver(missing.group(1) + " is not there, or is no plain file");
        }
        return placed;
    }

    private Set<String> names() {
        String[] names = work.toFile().list();
        return new HashSet<>(names == null ? List.of() : Arrays.asList(names));
    }

    /// Whether one of the programs has started a child that no tracer can follow: then the witness has not seen all of it.
    public boolean hasHidden() {
        return started.stream().anyMatch(box -> box.witness().events().stream().anyMatch(event -> event.systemCall().startsWith("clone")
                && event.arguments().stream().anyMatch(argument -> argument.text().contains("CLONE_UNTRACED"))));
    }

    /// Ends whatever still runs.
    @Override
    public void close() {
        started.forEach(Box::close);
    }
}
