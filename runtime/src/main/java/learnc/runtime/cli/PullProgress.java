package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.stage.pull.PullListener;

/// Tells how a pull proceeds, one line for each layer and step: for files, pipes, and terminals that cannot move the cursor.
class PullProgress implements PullListener {

    /// How progress is shown.
    enum Mode { AUTO, TTY, PLAIN }

    private static final int MOST_BARS = 20;

    final PrintWriter err;
    private final Set<Digest> begun = new HashSet<>();

    PullProgress(PrintWriter err) {
        this.err = err;
    }

    /// What suits a mode.
    ///
    /// @param isShared whether a trace is written to the same screen
    static PullProgress of(Mode mode, PrintWriter err, boolean isShared) {
        boolean isTerminal = ScreenOptions.isTerminal(2) && !"dumb".equals(System.getenv("TERM")) && !isShared;
        return mode == Mode.TTY || mode == Mode.AUTO && isTerminal ? new PullBars(err, MOST_BARS) : new PullProgress(err);
    }

    @Override
    public synchronized void asking(String reference, String from) {
        line("Pulling " + reference + " from " + from);
    }

    @Override
    public synchronized void layer(Descriptor layer, Step step, long doneBytes) {
        switch (step) {
            case WAITING -> { }
            case DOWNLOADING -> begin(layer);
            case COMPLETE -> line(id(layer) + ": Pull complete");
            case ALREADY_HERE -> line(id(layer) + ": Already exists");
        }
    }

    private void begin(Descriptor layer) {
        if (begun.add(layer.digest())) {
            line(id(layer) + ": Downloading " + ByteText.of(layer.sizeBytes()));
        }
    }

    @Override
    public synchronized void again(Descriptor part, String why) {
        line(id(part) + ": Trying again (" + why + ")");
    }

    @Override
    public synchronized void done(Image image, Digest source, boolean wasThere) {
        line("Digest: " + source);
        line("Status: " + (wasThere ? "Image is up to date for " : "Downloaded newer image for ") + image.reference());
    }

    @Override
    public void found(List<Descriptor> layers) {
        // The layers tell of themselves.
    }

    static String id(Descriptor layer) {
        return layer.digest().shortHex();
    }

    void line(String text) {
        err.println(text);
        err.flush();
    }
}
