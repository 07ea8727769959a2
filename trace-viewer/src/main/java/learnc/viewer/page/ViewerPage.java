package learnc.viewer.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The files of the trace page, for a page that shows a trace in a frame of its own.
///
/// Such a frame needs no trace from a server: the page around it hands one over (`model/origin.js`).
public final class ViewerPage {

    private static final String SOURCE = "source/";
    private static final String MAIN = "main.js";

    private ViewerPage() {
    }

    /// A file of the page, or one of learnc's own Java files.
    ///
    /// @param name as `index.html`, `style/page.css` or `source/learnc/runtime/ContainerRun.java`
    /// @return null when there is none; empty for a Java file that is not there, which is no fault of the page's
    public static byte[] file(String name) throws IOException {
        if (name.startsWith(SOURCE)) {
            String text = JavaSources.ofThisLearnc().text(name.substring(SOURCE.length()));
            return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        }
        return name.equals(MAIN) ? Whole.SCRIPT : PageFiles.bytes(name);
    }

    /// The media type of such a file.
    public static String type(String name) {
        return name.startsWith(SOURCE) ? "text/plain; charset=utf-8" : PageFiles.type(name);
    }

    /// All modules as one script, made when the first frame wants it.
    private static final class Whole {
        static final byte[] SCRIPT = ModuleGraph.script(MAIN).getBytes(StandardCharsets.UTF_8);
    }
}
