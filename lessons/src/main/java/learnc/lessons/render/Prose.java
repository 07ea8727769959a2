package learnc.lessons.render;

import java.nio.file.Path;

/// A lesson's text as HTML.
public interface Prose {

    /// The page of a text: a fragment for the body, without the document's title. Each live cell is an empty
    /// `<div class="cell" data-cell="ID"></div>`. It holds no script, no style attribute, and loads nothing from anywhere.
    ///
    /// @param lessonName the lesson's folder, as `06-overlay`
    /// @param text       AsciiDoc, as it is or as a reader has changed it
    String html(String lessonName, String text);

    /// The lessons as the build has rendered them; a changed text is rendered by a process of its own.
    ///
    /// @param home learnc's folder, which has `lessons/target/render/lib`
    static EditedProse of(Path home) {
        return of(home, home.resolve("lessons"));
    }

    /// The same for lessons that lie elsewhere.
    ///
    /// @param lessons the folder that has theirs
    static EditedProse of(Path home, Path lessons) {
        return new EditedProse(lessons, home.resolve("lessons/target/render/lib"));
    }
}
