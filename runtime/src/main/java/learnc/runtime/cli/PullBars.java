package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Digest;

/// Shows a bar for each layer, and draws them anew, in place, at most ten times a second.
final class PullBars extends PullProgress {

    private static final int BAR_WIDTH = 28;
    private static final long PAUSE_NANOSECONDS = 100_000_000;
    private static final String UP = "\033[%dA";
    private static final String CLEAR_REST = "\033[K";

    private final int mostBars;
    private final Map<Digest, String> rows = new LinkedHashMap<>();
    private boolean isDrawn;
    private boolean areTooMany;
    private long drawnNanoseconds;

    /// @param mostBars more layers than these would not fit on a screen: they get lines instead
    PullBars(PrintWriter err, int mostBars) {
        super(err);
        this.mostBars = mostBars;
    }

    @Override
    public synchronized void found(List<Descriptor> layers) {
        areTooMany = layers.size() > mostBars;
        if (!areTooMany) {
            layers.forEach(layer -> rows.put(layer.digest(), row(layer, Step.WAITING, 0)));
            draw();
        }
    }

    @Override
    public synchronized void layer(Descriptor layer, Step step, long doneBytes) {
        if (areTooMany) {
            super.layer(layer, step, doneBytes);
            return;
        }
        rows.put(layer.digest(), row(layer, step, doneBytes));
        if (step != Step.DOWNLOADING || System.nanoTime() - drawnNanoseconds > PAUSE_NANOSECONDS) {
            draw();
        }
    }

    @Override
    public synchronized void again(Descriptor part, String why) {
        if (areTooMany || !rows.containsKey(part.digest())) {
            super.again(part, why);
            return;
        }
        rows.put(part.digest(), id(part) + ": Trying again");
        draw();
    }

    private static String row(Descriptor layer, Step step, long doneBytes) {
        return id(layer) + ": " + switch (step) {
            case WAITING -> "Waiting";
            case DOWNLOADING -> "Downloading " + bar(doneBytes, layer.sizeBytes());
            case COMPLETE -> "Pull complete";
            case ALREADY_HERE -> "Already exists";
        };
    }

    private static String bar(long doneBytes, long allBytes) {
        int filled = allBytes == 0 ? BAR_WIDTH : (int) (BAR_WIDTH * doneBytes / allBytes);
        return "[" + "=".repeat(filled) + (filled < BAR_WIDTH ? ">" + " ".repeat(BAR_WIDTH - filled - 1) : "") + "]  "
                + ByteText.of(doneBytes) + "/" + ByteText.of(allBytes);
    }

    private void draw() {
        var picture = new StringBuilder();
        if (isDrawn && !rows.isEmpty()) {
            picture.append(UP.formatted(rows.size()));
        }
        for (String row : rows.values()) {
            picture.append('\r').append(row).append(CLEAR_REST).append('\n');
        }
        err.print(picture);
        err.flush();
        isDrawn = true;
        drawnNanoseconds = System.nanoTime();
    }
}
