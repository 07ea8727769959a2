package learnc.runtime.cli.step;

import java.util.List;

import org.jline.utils.AttributedString;

/// What the middle of the screen can show.
enum Page {
    /// The call that one looks at, as much as fits.
    CALL,
    /// Everything about it, and the state.
    WHY,
    /// The file of Java.
    SOURCE,
    /// The calls so far.
    LIST,
    /// The keys.
    HELP;

    private static final int LINES_BEFORE_MARKED = 2;

    /// Its lines; more than fit are scrolled.
    ///
    /// @param rows how many fit
    List<AttributedString> lines(Walk walk, Sources sources, int columns, int rows) {
        boolean isEmpty = walk.event() == null;
        return switch (this) {
            case CALL -> new CallPage(sources).lines(walk, columns, rows);
            case WHY -> isEmpty ? List.of() : WhyPage.lines(walk, columns);
            case SOURCE -> isEmpty ? List.of() : SourcePage.lines(sources, walk.event());
            case LIST -> ListPage.lines(walk);
            case HELP -> HelpPage.lines(columns);
        };
    }

    /// Which line is the first to be shown, so that the marked one is in sight.
    int begin(Walk walk, int rows) {
        return switch (this) {
            case LIST -> ListPage.marked(ListPage.lines(walk)) - LINES_BEFORE_MARKED;
            case SOURCE -> walk.event() == null ? 0 : walk.event().source().line() - rows / 2;
            case CALL, WHY, HELP -> 0;
        };
    }
}
