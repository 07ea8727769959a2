package learnc.runtime.doctor;

import java.util.List;

/// Findings that belong together.
///
/// @param title    what they are about
/// @param findings in the order in which they were made
public record Chapter(String title, List<Finding> findings) {

    /// Whether nothing in it fails.
    public boolean isFine() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAILS);
    }
}
