package learnc.lessons.cli;

import java.io.IOException;
import java.net.URI;

/// The user's browser.
final class Browser {

    private Browser() {
    }

    /// Shows a page in it. Where there is no screen, or nothing that opens a browser, the printed address has to do.
    static void open(URI address) {
        if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
            return;
        }
        try {
            new ProcessBuilder("xdg-open", address.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException nothingOpens) {
            // The address has been printed.
        }
    }
}
