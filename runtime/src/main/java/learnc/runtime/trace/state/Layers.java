package learnc.runtime.trace.state;

import java.util.LinkedHashMap;
import java.util.Map;

import learnc.runtime.cgroup.MountLine;

/// The layers of an overlay mount, as its options tell them (the kernel's filesystems/overlayfs.rst).
final class Layers {

    private Layers() {
    }

    /// `lower` (paths, the top first, with colons between), `upper` and `work`.
    static Map<String, String> of(String superOptions) {
        var layers = new LinkedHashMap<String, String>();
        for (String option : superOptions.split(",")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                take(layers, option.substring(0, equals), MountLine.unescaped(option.substring(equals + 1)));
            }
        }
        return layers;
    }

    private static void take(Map<String, String> layers, String name, String value) {
        switch (name) {
            case "lowerdir", "lowerdir+" -> layers.merge("lower", value, (above, below) -> above + ":" + below);
            case "upperdir" -> layers.put("upper", value);
            case "workdir" -> layers.put("work", value);
            default -> {
            }
        }
    }
}
