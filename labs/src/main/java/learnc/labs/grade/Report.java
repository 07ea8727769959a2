package learnc.labs.grade;

import java.time.Instant;
import java.util.List;

import learnc.labs.check.Finding;
import learnc.labs.text.Lab;

/// What became of one attempt.
///
/// @param findings     one for each point that the lab promises, in its order
/// @param began        when
/// @param milliseconds how long it took
public record Report(Lab lab, List<Finding> findings, Instant began, long milliseconds) {

    /// Whether every point was won.
    public boolean isPassed() {
        return findings.stream().allMatch(finding -> finding.outcome() == Finding.Outcome.PASS);
    }

    /// Whether some check could not be made.
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.outcome() == Finding.Outcome.ERROR);
    }

    /// The points that were won.
    public int score() {
        return findings.stream().mapToInt(Finding::score).sum();
    }

    /// The finding of a point.
    public Finding finding(String id) {
        return findings.stream().filter(its -> its.id().equals(id)).findFirst().orElseThrow();
    }
}
