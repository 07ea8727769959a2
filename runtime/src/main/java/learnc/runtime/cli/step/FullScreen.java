package learnc.runtime.cli.step;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.FrontEnd;
import learnc.runtime.trace.step.Pause;
import org.jline.utils.AttributedString;

/// The step mode in a terminal: the call that waits fills the screen, and each key does something.
final class FullScreen implements FrontEnd {

    private final Walk walk;
    private final Sources sources;
    private final Visits visits;
    private final List<Notices> held;
    private final Screen screen;
    private final UnaryOperator<AttributedString> ink;
    private Page page = Page.CALL;
    private Prompt prompt;
    private String notice;
    private int scrolled;

    /// @param held what the command says: kept while the screen is ours
    /// @param ink  what is done to each line before it is drawn
    FullScreen(Walk walk, Sources sources, Visits visits, List<Notices> held, Screen screen, UnaryOperator<AttributedString> ink) {
        this.walk = walk;
        this.sources = sources;
        this.visits = visits;
        this.held = held;
        this.screen = screen;
        this.ink = ink;
    }

    @Override
    public Answer ask(Pause pause) {
        walk.waitsAt(pause);
        turnTo(Page.CALL);
        open();
        Answer answer = null;
        try {
            draw();
            while (answer == null && !pause.isMoot().getAsBoolean()) {
                answer = obeyed(screen.key());
            }
        } catch (UncheckedIOException terminalIsGone) {
            answer = new Answer.Quit();
        }
        leave(answer);
        return answer;
    }

    private void open() {
        held.forEach(Notices::hold);
        screen.open();
        notice = held.stream().map(Notices::last).filter(Objects::nonNull).findFirst().orElse(null);
        // Whatever has been printed meanwhile is not ours.
        screen.wipe();
    }

    private void leave(Answer answer) {
        if (answer instanceof Answer.Next || answer instanceof Answer.NextMatching || answer instanceof Answer.NextStage || answer instanceof Answer.Until) {
            screen.pause();
        } else {
            letGo();
        }
    }

    @Override
    public void letGo() {
        screen.letGo();
        held.forEach(Notices::release);
    }

    /// What a key leads to: an answer, or null when only the screen changes.
    private Answer obeyed(Key key) {
        boolean isResized = screen.resize();
        if (key.name() == Key.Name.NONE && !isResized) {
            return null;
        }
        notice = null;
        Answer answer = key.name() == Key.Name.NONE ? null : prompt != null ? prompted(key) : page == Page.CALL ? called(key) : paged(key);
        if (answer == null) {
            draw();
        }
        return answer;
    }

    private Answer called(Key key) {
        return switch (key.name()) {
            case ENTER, RIGHT, DOWN, PAGE_DOWN -> walk.forward();
            case LEFT, UP, PAGE_UP, BACKSPACE -> walk.back();
            case HOME -> walk.first();
            case END, ESCAPE -> walk.toLive();
            case CTRL_C, CTRL_D -> new Answer.Quit();
            case CTRL_L -> wiped();
            case CHARACTER -> typed(key.character());
            case NONE, UNKNOWN -> null;
        };
    }

    private Answer wiped() {
        screen.wipe();
        return null;
    }

    private Answer typed(char character) {
        switch (character) {
            case 'n', ' ', 'j' -> {
                return walk.forward();
            }
            case 'p', 'b', 'k' -> {
                return walk.back();
            }
            case 's' -> {
                return walk.nextStage();
            }
            case 'c' -> {
                return walk.goOn();
            }
            case 'q' -> {
                return new Answer.Quit();
            }
            case 'u' -> {
                return walk.pause().isEnd() ? new Answer.Quit() : new Answer.Undo();
            }
            default -> open(character);
        }
        return null;
    }

    private void open(char character) {
        switch (character) {
            case 'g' -> prompt = new Prompt("go to step ", "");
            case '/' -> filter();
            case 'w' -> turnTo(Page.WHY);
            case 'l' -> turnTo(Page.LIST);
            case '?', 'h' -> turnTo(Page.HELP);
            case 'o' -> source();
            case '!' -> visit();
            default -> notice = "no such key: ? lists them";
        }
    }

    private void filter() {
        prompt = new Prompt("/", walk.expression());
        turnTo(Page.LIST);
    }

    private void turnTo(Page other) {
        page = other;
        scrolled = other.begin(walk, screen.rows());
    }

    /// In the user's own editor or pager where he has one, else here.
    private void source() {
        if (walk.event() == null || !visits.hasEditor() || sources.file(walk.event().source()) == null) {
            turnTo(Page.SOURCE);
            return;
        }
        letGo();
        notice = visits.editor(sources.file(walk.event().source()), walk.event().source().line());
        reopen();
    }

    private void visit() {
        letGo();
        notice = visits.shell("", walk.live());
        reopen();
    }

    private void reopen() {
        String said = notice;
        open();
        notice = said == null ? notice : said;
    }

    private Answer paged(Key key) {
        int page = Math.max(1, room());
        switch (key.name()) {
            case DOWN, ENTER -> scrolled++;
            case UP -> scrolled--;
            case PAGE_DOWN -> scrolled += page;
            case PAGE_UP -> scrolled -= page;
            case HOME -> scrolled = 0;
            case END -> scrolled = Integer.MAX_VALUE / 2;
            case LEFT -> walk.back();
            case RIGHT -> forwardInTheRecording();
            case ESCAPE, BACKSPACE -> turnTo(Page.CALL);
            case CTRL_C -> {
                return new Answer.Quit();
            }
            case CTRL_D -> turnTo(Page.CALL);
            case CTRL_L -> screen.wipe();
            case CHARACTER -> pagedBy(key.character());
            case NONE, UNKNOWN -> { }
        }
        return null;
    }

    private void pagedBy(char character) {
        switch (character) {
            case ' ' -> scrolled += Math.max(1, room());
            case 'j' -> scrolled++;
            case 'k' -> scrolled--;
            case 'p' -> walk.back();
            case 'n' -> forwardInTheRecording();
            default -> turnTo(Page.CALL);
        }
    }

    /// A page that covers the call must not make it.
    private void forwardInTheRecording() {
        if (!walk.isLive()) {
            walk.forward();
        }
    }

    private Answer prompted(Key key) {
        switch (key.name()) {
            case CTRL_C -> {
                return new Answer.Quit();
            }
            case ENTER -> {
                return entered();
            }
            case ESCAPE, CTRL_D -> abandonPrompt();
            case BACKSPACE -> prompt = prompt.shorter();
            case CHARACTER -> prompt = prompt.with(key.character());
            default -> { }
        }
        return null;
    }

    private void abandonPrompt() {
        if (prompt.isFilter()) {
            walk.show(prompt.first());
        }
        closePrompt();
    }

    private void closePrompt() {
        prompt = null;
        turnTo(Page.CALL);
    }

    private Answer entered() {
        Prompt done = prompt;
        closePrompt();
        try {
            if (done.isFilter()) {
                walk.show(done.text());
                return null;
            }
            return done.text().isEmpty() ? null : walk.goTo(Long.parseLong(done.text()));
        } catch (NumberFormatException noNumber) {
            notice = "'" + done.text() + "' is no number of a step";
        } catch (IllegalArgumentException wrong) {
            notice = wrong.getMessage();
        }
        return null;
    }

    private void draw() {
        var sheet = new ArrayList<AttributedString>(TitleBar.lines(walk, screen.columns()));
        sheet.addAll(body());
        while (sheet.size() < screen.rows() - Footer.ROWS) {
            sheet.add(AttributedString.EMPTY);
        }
        List<AttributedString> fitting = sheet.subList(0, Math.max(0, Math.min(sheet.size(), screen.rows() - Footer.ROWS)));
        var all = new ArrayList<AttributedString>(fitting);
        all.addAll(Footer.lines(walk, prompt, notice, page == Page.CALL, screen.columns()));
        screen.draw(all.stream().map(line -> ink.apply(Ink.cut(line, screen.columns()))).toList());
    }

    private int room() {
        return screen.rows() - Footer.ROWS - 3;
    }

    private List<AttributedString> body() {
        int columns = screen.columns() - 2;
        narrowWhileTyped();
        List<AttributedString> lines = page.lines(walk, sources, columns, room());
        scrolled = Math.clamp(scrolled, 0, Math.max(0, lines.size() - room()));
        return lines.subList(scrolled, Math.min(lines.size(), scrolled + Math.max(0, room()))).stream()
                .map(line -> Ink.line().append(" ").append(line).toAttributedString()).toList();
    }

    /// While a filter is being typed, the list already follows it.
    private void narrowWhileTyped() {
        if (prompt != null && prompt.isFilter()) {
            try {
                walk.show(prompt.text());
            } catch (IllegalArgumentException notYet) {
                notice = notYet.getMessage();
            }
        }
    }
}
