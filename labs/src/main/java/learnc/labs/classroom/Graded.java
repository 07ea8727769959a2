package learnc.labs.classroom;

import java.util.List;
import java.util.stream.Stream;

import learnc.labs.grade.Report;

/// What became of one student.
///
/// @param reports of the labs that were handed in
/// @param hidden  of the instructor's own checks
/// @param remarks what an instructor should know
public record Graded(HandedIn student, List<Report> reports, List<Report> hidden, List<String> remarks) {

    /// All points.
    public int score() {
        return reports.stream().mapToInt(Report::score).sum() + hidden.stream().mapToInt(Report::score).sum();
    }

    /// The points of one lab, hidden ones included; null when it was not handed in.
    public Integer score(String lab) {
        List<Report> its = Stream.concat(reports.stream(), hidden.stream()).filter(report -> report.lab().id().equals(lab)).toList();
        return its.isEmpty() ? null : its.stream().mapToInt(Report::score).sum();
    }
}
