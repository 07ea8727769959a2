package learnc.runtime.cli.step;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import learnc.runtime.trace.step.Answer;
import learnc.runtime.trace.step.FrontEnd;
import learnc.runtime.trace.step.Pause;
import org.jline.utils.AttributedString;

/// The step mode where the cursor cannot be moved: a few lines for each call, and a command as a word. An empty line is `next`.
///
/// The end of the input gives the run up. Not a byte more than a line is read, so what follows in a pipe is for the container's
/// program.
final class LineByLine implements FrontEnd {

    private static final int COLUMNS = 100;
    private static final long SOON_MILLISECONDS = 50;
    /// Stands for the end of the input among the lines.
    private static final String END = "\0";

    private final Walk walk;
    private final CallPage page;
    private final Sources sources;
    private final Visits visits;
    private final InputStream in;
    private final PrintStream out;
    private final boolean isAscii;
    private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
    private boolean isReading;
    private String shownStage;

    LineByLine(Walk walk, Sources sources, Visits visits, InputStream in, PrintStream out, boolean isAscii) {
        this.walk = walk;
        this.page = new CallPage(sources);
        this.sources = sources;
        this.visits = visits;
        this.in = in;
        this.out = out;
        this.isAscii = isAscii;
    }

    @Override
    public Answer ask(Pause pause) {
        walk.waitsAt(pause);
        show();
        Answer answer = null;
        while (answer == null) {
            prompt();
            String line = line(pause);
            if (line == null) {
                out.println();
                return new Answer.Quit();
            }
            answer = obeyed(line.strip());
        }
        return answer;
    }

    @Override
    public void letGo() {
        out.flush();
    }

    private Answer obeyed(String line) {
        int space = line.startsWith("!") || line.startsWith("/") ? 0 : line.indexOf(' ');
        String word = space > 0 ? line.substring(0, space) : line.isEmpty() || space < 0 ? line : line.substring(0, 1);
        String rest = line.substring(word.length()).strip();
        try {
            return switch (word) {
                case "", "n", "next" -> moved(walk.forward());
                case "p", "b", "back", "previous" -> moved(walk.back());
                case "s", "stage" -> moved(walk.nextStage());
                case "c", "continue" -> moved(walk.goOn());
                case "g", "goto" -> moved(walk.goTo(number(rest)));
                case "first", "home" -> moved(walk.first());
                case "live", "end" -> moved(walk.toLive());
                case "/", "filter" -> filtered(rest);
                case "q", "quit" -> new Answer.Quit();
                case "u", "undo" -> new Answer.Undo();
                default -> told(word, rest);
            };
        } catch (IllegalArgumentException wrong) {
            return said(wrong.getMessage());
        }
    }

    private Answer told(String word, String rest) {
        switch (word) {
            case "w", "why" -> print(walk.event() == null ? List.of() : WhyPage.lines(walk, COLUMNS));
            case "l", "list" -> print(ListPage.lines(walk));
            case "o", "open" -> print(walk.event() == null ? List.of() : SourcePage.lines(sources, walk.event()));
            case "!", "shell" -> said(visits.shell(rest, walk.live()));
            case "?", "h", "help" -> print(HelpPage.lines(COLUMNS));
            default -> said("no command '" + word + "'; ? lists them");
        }
        return null;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("goto which step? as: g 12", notOne);
        }
    }

    private Answer filtered(String expression) {
        walk.show(expression);
        return said(expression.isEmpty() ? "all calls are shown" : TitleBar.hidden(walk));
    }

    private Answer moved(Answer answer) {
        if (answer == null) {
            show();
        }
        return answer;
    }

    private Answer said(String sentence) {
        if (sentence != null) {
            out.println(sentence);
        }
        return null;
    }

    private void show() {
        String stage = walk.stage();
        if (stage != null && !stage.equals(shownStage)) {
            print(List.of(AttributedString.EMPTY, Ink.of("▸ " + stage, Ink.STRONG)));
            shownStage = stage;
        }
        String banner = TitleBar.banner(walk);
        String reason = walk.isLive() && !walk.pause().reason().isEmpty() ? "  (" + walk.pause().reason() + ")" : "";
        print(List.of(Ink.of(TitleBar.step(walk) + reason + (banner == null ? "" : "  [" + banner + "]"), Ink.STRONG)));
        print(page.lines(walk, COLUMNS, Integer.MAX_VALUE));
    }

    private void print(List<AttributedString> lines) {
        lines.forEach(line -> out.println(isAscii ? Ink.ascii(line) : line));
    }

    private void prompt() {
        out.print("step " + walk.step() + "> ");
        out.flush();
    }

    /// The next line, or null at the end of the input and when nobody waits for it any more. Java cannot give up a read, so a
    /// thread of its own reads, and goes on with the same line when it is wanted again.
    private String line(Pause pause) {
        if (!isReading) {
            isReading = true;
            Thread.ofPlatform().daemon().name("learnc-step-input").start(() -> typed.add(read()));
        }
        try {
            String line = typed.poll(SOON_MILLISECONDS, TimeUnit.MILLISECONDS);
            while (line == null && !pause.isMoot().getAsBoolean()) {
                line = typed.poll(SOON_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            isReading = line == null;
            return line == null || line.equals(END) ? null : line;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String read() {
        var line = new StringBuilder();
        try {
            int b = in.read();
            if (b < 0) {
                return END;
            }
            for (; b >= 0 && b != '\n'; b = in.read()) {
                line.append((char) b);
            }
        } catch (IOException gone) {
            return END;
        }
        return line.toString().replace(END, "");
    }
}
