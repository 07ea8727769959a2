package learnc.viewer.format;

import java.io.OutputStream;
import java.util.List;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.MoreFormats;

/// The formats that this module brings: for `learnc trace export --format`, and for `learnc run --trace-format`.
public final class ViewerFormats implements MoreFormats {

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public EventWriter writer(String name, OutputStream out) {
        throw new IllegalArgumentException(name);
    }
}
