package learnc.labs.grade;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import learnc.labs.box.Bounds;
import learnc.labs.box.Boxes;
import learnc.labs.check.Finding;
import learnc.labs.check.Trial;
import learnc.labs.check.TrialOver;
import learnc.labs.text.Lab;
import learnc.labs.text.Point;
import learnc.labs.text.Seed;
import learnc.runtime.cli.Ready;
import learnc.runtime.spec.Failure;

/// Tries a student's work, and says what it is worth.
public final class Grader {

    private final Boxes boxes;
    private final Bounds bounds;
    private final Map<String, Method> checks = new ConcurrentHashMap<>();

    /// @param boxes where boxes get folders
    public Grader(Boxes boxes, Bounds bounds) {
        this.boxes = boxes;
        this.bounds = bounds;
    }

    /// Grades.
    ///
    /// @param submitted the folder with the student's files
    /// @param traces    where the traces of this attempt are written
    /// @param seed      of this student
    public Report grade(Lab lab, Path submitted, Path traces, Seed seed) {
        Instant began = Instant.now();
        Method check = check(lab);
        try (Submission work = Submission.copied(submitted)) {
            Map<String, Finding> found;
            String rest = null;
            boolean isError = false;
            var trial = new Trial(lab, work.folder(), traces, boxes, seed, bounds);
            try (trial) {
                call(check, trial);
            } catch (InvocationTargetException thrown) {
                isError = !(thrown.getCause() instanceof TrialOver);
                rest = isError ? thrown.getCause().toString() : thrown.getCause().getMessage();
            }
            found = trial.hasHidden() ? Map.of() : trial.findings();
            rest = trial.hasHidden() ? "a program was started with CLONE_UNTRACED: what cannot be watched earns no points" : rest;
            return new Report(lab, complete(lab, found, rest, isError), began, Duration.between(began, Instant.now()).toMillis());
        }
    }

    private Method check(Lab lab) {
        return checks.computeIfAbsent(lab.check(), text -> check(lab, text));
    }

    private static Method check(Lab lab, String text) {
        for (Method method : Ready.source(lab.folder().resolve(Lab.CHECK).toString(), text).compiled().getDeclaredMethods()) {
            if (method.getName().equals("check")) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new Failure(lab.folder() + "/" + Lab.CHECK + " has no method 'void check(Trial trial)'");
    }

    private static void call(Method check, Trial trial) throws InvocationTargetException {
        try {
            Constructor<?> constructor = check.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            check.invoke(constructor.newInstance(), trial);
        } catch (InvocationTargetException thrown) {
            throw thrown;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Finding> complete(Lab lab, Map<String, Finding> found, String rest, boolean isError) {
        var findings = new ArrayList<Finding>();
        for (Point point : lab.points()) {
            Finding open = new Finding(point.id(), point.points(), point.title(), isError ? Finding.Outcome.ERROR : Finding.Outcome.FAIL, null,
                    rest == null ? "the check did not decide it" : rest, null, 0, null, null);
            findings.add(found.getOrDefault(point.id(), open));
        }
        return List.copyOf(findings);
    }
}
