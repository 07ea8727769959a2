package learnc.labs.classroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import learnc.labs.grade.Grader;
import learnc.labs.grade.Report;
import learnc.labs.text.Lab;
import learnc.runtime.spec.Failure;

/// A class of students, each with what was handed in.
public final class Classroom {

    private final Grader grader;
    private final List<Lab> labs;
    private final List<Lab> hidden;
    private final Path traces;
    private final Consumer<String> progress;

    /// @param labs   that count
    /// @param hidden the instructor's own checks: labs with the ids of others, and points and a check of their own
    /// @param traces where traces are written
    /// @param progress gets a line about each lab of each student
    public Classroom(Grader grader, List<Lab> labs, List<Lab> hidden, Path traces, Consumer<String> progress) {
        this.grader = grader;
        this.labs = labs;
        this.hidden = hidden;
        this.traces = traces;
        this.progress = progress;
    }

    /// Grades all of them.
    public List<Graded> graded(List<HandedIn> students) {
        Map<String, String> seeds = new HashMap<>();
        var all = new ArrayList<Graded>();
        for (HandedIn student : students) {
            var remarks = new ArrayList<String>();
            if (student.damage() != null) {
                remarks.add(student.damage());
            }
            String other = seeds.putIfAbsent(student.seed().word(), student.name());
            if (other != null) {
                remarks.add("has the same seed as " + other + ", so the same questions");
            }
            List<Report> reports = reports(student, labs, "", remarks);
            List<Report> unseen = reports(student, hidden, "hidden-", remarks);
            if (reports.isEmpty() && remarks.isEmpty()) {
                remarks.add("has handed in nothing for these labs" + (student.holdsOthers(labs) ? "; is this a folder of students? try: learnc class grade " + student.folder() + "/*" : ""));
            }
            all.add(new Graded(student, reports, unseen, List.copyOf(remarks)));
        }
        return List.copyOf(all);
    }

    private List<Report> reports(HandedIn student, List<Lab> which, String kind, List<String> remarks) {
        var reports = new ArrayList<Report>();
        for (Lab lab : which) {
            Path work = student.of(lab);
            if (work != null) {
                grade(student, lab, work, kind, reports, remarks);
            }
        }
        return List.copyOf(reports);
    }

    /// One student's work that cannot even be read must not keep the others waiting for their grades.
    private void grade(HandedIn student, Lab lab, Path work, String kind, List<Report> reports, List<String> remarks) {
        try {
            Report report = grader.grade(lab, work, traces.resolve(student.name()).resolve(kind + lab.id()), student.seed());
            reports.add(report);
            progress.accept(student.name() + ": " + kind + lab.id() + ", " + report.score() + " of " + lab.mostPoints());
        } catch (Failure refused) {
            remarks.add(lab.id() + ": " + refused.getMessage());
        }
    }
}
