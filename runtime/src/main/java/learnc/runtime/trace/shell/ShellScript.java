package learnc.runtime.trace.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;

/// Makes one script of a trace: whoever runs it gets the container that learnc made, by the commands of [Translation] in their order.
///
/// The script has two hands. One works on the host; the other is a shell in namespaces of its own, which gets its commands through a
/// pipe and becomes the program in the end. The layers of the image must lie where they lay: to fetch and unpack them is no part of it.
public final class ShellScript implements EventWriter {

    private static final Pattern CONTAINER = Pattern.compile("^(?:.* )?((/[^ ']*)?/containers)/[0-9a-f]{64}(?:/|$)");
    private static final Pattern BOOKS = Pattern.compile("/containers/[0-9a-f]{64}/(state\\.json|ledger)");
    private static final Set<String> DOORS = Set.of("host", "zygote", "inside");
    private static final Set<String> STAGES_OF_CONTAINER = Set.of("namespaces", "cgroups", "network", "exec");
    private static final String INSIDE = "inside";

    private final OutputStream out;
    private final Translation translation = new Translation();
    private final StringBuilder script = new StringBuilder(32_768);
    private final StringBuilder parents = new StringBuilder();
    private String command = "";
    private String stage = "";
    private boolean isInside;
    private boolean hasEntered;
    private boolean knowsRoot;
    private boolean isOver;
    private long leftOut;

    /// @param out is closed at the end
    public ShellScript(OutputStream out) {
        this.out = out;
    }

    @Override
    public boolean wantsExplanations() {
        return true;
    }

    @Override
    public void begin(Header header) {
        command = String.join(" ", header.command());
    }

    @Override
    public void beforeSilence(Event unfinished) {
    }

    @Override
    public void write(Event event) {
        Command next = translation.command(event);
        if (!next.isDone() || isOver) {
            return;
        }
        if (isOfContainer(event, next)) {
            add(event, next);
        } else {
            leftOut++;
        }
    }

    private static boolean isOfContainer(Event event, Command next) {
        if (BOOKS.matcher(next.typed()).find() || !DOORS.contains(event.door())) {
            return false;
        }
        return STAGES_OF_CONTAINER.contains(event.stage()) || CONTAINER.matcher(next.typed()).find();
    }

    private void add(Event event, Command next) {
        switch (event.systemCall()) {
            case "clone3" -> enter(event, next);
            case "execve" -> become(event, next);
            default -> {
                if (event.door().equals(INSIDE) && !hasEntered) {
                    return;
                }
                side(event.door().equals(INSIDE) && !next.isOfHost());
                heading(event);
                step(event, next);
                if (next.scripted().startsWith("exec $host/")) {
                    // What comes next is for the shell that the shell has become.
                    side(false);
                }
            }
        }
    }

    private void side(boolean inside) {
        if (isInside && !inside) {
            script.append("END\n");
        } else if (!isInside && inside) {
            script.append("\ninside <<'END'\n");
        }
        isInside = inside;
    }

    private void heading(Event event) {
        if (!event.stage().equals(stage)) {
            stage = event.stage();
            script.append("\n# ── ").append(Word.harmless(stage)).append(event.flowStep() == null ? "" : ", step " + Word.harmless(event.flowStep())).append(" ──\n");
        }
    }

    private void step(Event event, Command next) {
        if (!knowsRoot && next.scripted().contains("$(in_root ")) {
            knowsRoot = true;
            script.append("export root=").append(Word.of(translation.imageRoot(event.pid()))).append('\n');
        }
        remark(event);
        switch (event.systemCall()) {
            case "pivot_root" -> script.append("exec 9</\n").append(next.scripted()).append('\n')
                    .append("cd /proc/self/fd/9; exec 9<&-; export PWD=/proc/self/cwd; host=$from_old_root      # one foot stays in the old root, where our programs are\n");
            case "mkdirat" -> makeDirectory(next);
            default -> script.append(scripted(event, next)).append('\n');
        }
        if (!isInside && next.undo() != null && !next.undo().startsWith("rm ")) {
            script.append("undo ").append(undoWord(next.undo())).append('\n');
        }
    }

    /// On the host the programs are where they always are.
    private static String scripted(Event event, Command next) {
        return event.door().equals(INSIDE) ? next.scripted() : next.scripted().replace("$host/", "");
    }

    /// Only what belongs to this container alone is removed with all that is in it.
    private void makeDirectory(Command next) {
        Matcher container = CONTAINER.matcher(next.typed());
        boolean isOwn = !isInside && container.find();
        if (isOwn && container.group(2) != null && parents.indexOf(container.group(1) + "\n") < 0) {
            parents.append(container.group(1)).append('\n');
            script.append("mkdir -p ").append(Word.of(container.group(1))).append('\n');
        }
        script.append(isInside ? next.scripted() : next.scripted().replace("$host/", "")).append('\n');
        if (isOwn && next.typed().endsWith(container.group().strip())) {
            script.append("undo ").append(undoWord(next.undo())).append('\n');
        }
    }

    private static String undoWord(String undo) {
        return Word.of(undo);
    }

    private void remark(Event event) {
        Event.Explanation words = event.explanation();
        script.append("# ").append(event.sequence()).append(' ').append(Word.harmless(event.systemCall()))
                .append(words == null || words.why() == null ? "" : ": " + Word.harmless(words.why())).append('\n');
    }

    private void enter(Event event, Command next) {
        side(false);
        heading(event);
        remark(event);
        hasEntered = true;
        script.append("enter ").append(next.scripted().replace("$host/", "")).append('\n');
    }

    private void become(Event event, Command next) {
        if (isInside) {
            side(false);
        }
        heading(event);
        remark(event);
        script.append("becomes <<'END'\nexec 7<&- 8>&-\n").append(next.scripted()).append("\nEND\n");
        isOver = true;
    }

    @Override
    public void flush() {
    }

    @Override
    public void end(long events) throws IOException {
        try (out) {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            out.write(script.toString().getBytes(StandardCharsets.UTF_8));
            if (!isOver) {
                out.write("\nfail \"the trace ends before the program is executed\"\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String head() throws IOException {
        return "#!/bin/sh\n# " + Word.harmless(command) + "\n#\n"
                + """
                # The same container, made by hand: the commands of Debian's own programs that have the effect of the system calls in the trace,
                # in the order of the trace. The number in a comment is that of the call. Calls without an effect outside are not here.
                #
                # It does as root what the trace says: read it before you run it. Not done here: terminals (-t), new keyrings, holding published ports.
                # The tools run in the container's groups until the program begins, so very small limits of memory or processes stop them.
                """
                + (leftOut == 0 ? "" : "# Left out: " + leftOut + " calls of learnc's own: its store, the unpacking of layers, its books.\n")
                + "\n" + frame();
    }

    private static String frame() throws IOException {
        try (InputStream frame = ShellScript.class.getResourceAsStream("frame.sh")) {
            return new String(frame.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
