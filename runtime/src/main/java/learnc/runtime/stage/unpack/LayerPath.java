package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Names in a layer's archive are text that somebody else wrote.
final class LayerPath {

    private LayerPath() {
    }

    /// The plain form of a name: relative, without `.`, `..` and empty parts.
    ///
    /// A leading `/` means the layer's own root. `a/../b` is `b`. This is done on the text alone, as Docker does it; what
    /// symlinks on the way mean is the business of [LayerFolder].
    ///
    /// @throws IOException when it begins outside: `../x`
    static String plain(String name) throws IOException {
        if (isPlain(name)) {
            return name;
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    throw new IOException("the name '" + name + "' leads out of the layer");
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.charAt(0) != '/' && name.charAt(0) != '.' && !name.endsWith("/")
                && !name.contains("//") && !name.contains("/.");
    }
}
