package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Names in a layer's archive are text that somebody else wrote.
final class LayerPath {

    /// Deeper than any real tree; so that a tree which must be removed again is not deeper than a program can follow.
    private static final int MOST_PARTS = 256;

    private LayerPath() {
    }

    /// The plain form of a name: relative, without `.`, `..` and empty parts.
    ///
    /// A leading `/` means the layer's own root. `a/../b` is `b`. This is done on the text alone, as Docker does it; what
    /// symlinks on the way mean is the business of [LayerFolder].
    ///
    /// @throws IOException when it begins outside: `../x`, or has more than 256 parts
    static String plain(String name) throws IOException {
        String plain = isPlain(name) ? name : cleaned(name);
        if (parts(plain) > MOST_PARTS) {
            throw new IOException("a name has more than " + MOST_PARTS + " parts");
        }
        return plain;
    }

    private static int parts(String plain) {
        int parts = 1;
        for (int slash = plain.indexOf('/'); slash >= 0; slash = plain.indexOf('/', slash + 1)) {
            parts++;
        }
        return parts;
    }

    private static String cleaned(String name) throws IOException {
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
