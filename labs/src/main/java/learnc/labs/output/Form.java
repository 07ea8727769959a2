package learnc.labs.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import learnc.labs.grade.Report;

/// The notations in which reports are written.
public enum Form {
    /// For people.
    TEXT,
    /// learnc's own, with everything.
    JSON,
    /// JUnit XML, which CI servers read.
    JUNIT,
    /// `results.json` of Gradescope's autograder.
    GRADESCOPE,
    /// A job summary of GitHub Actions in Markdown, and its annotations.
    GITHUB;

    /// Writes reports.
    public void write(List<Report> reports, PrintWriter out) throws IOException {
        switch (this) {
            case TEXT -> new TextForm(out).write(reports);
            case JSON -> new JsonForm(out).write(reports);
            case JUNIT -> new JUnitForm(out).write(reports);
            case GRADESCOPE -> new GradescopeForm(out).write(reports);
            case GITHUB -> new GitHubForm(out).write(reports);
        }
        out.flush();
    }
}
