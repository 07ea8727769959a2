package learnc.viewer.format;

import java.io.OutputStream;
import java.util.List;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.MoreFormats;
import learnc.viewer.page.HtmlWriter;

/// The formats that this module brings: for `learnc trace export --format`, and for `learnc run --trace-format`.
public final class ViewerFormats implements MoreFormats {

    @Override
    public List<String> names() {
        return List.of("html", "chrome", "summary");
    }

    @Override
    public EventWriter writer(String name, OutputStream out) {
        return switch (name) {
            case "html" -> new HtmlWriter(out);
            case "chrome" -> new ChromeWriter(out);
            case "summary" -> new SummaryWriter(out);
            default -> throw new IllegalArgumentException("there is no format " + name);
        };
    }
}
