package learnc.runtime.stage.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;

/// The environment of the program. Nothing in it comes from learnc's own.
final class Environment {

    /// Docker's, for images that set none.
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Map<String, String> values = new LinkedHashMap<>();

    /// PATH, HOSTNAME and TERM, then the image's, then the user's; a later value replaces an earlier one in its place.
    static Environment of(ImageConfig config, ContainerRequest request) {
        Environment environment = of(request.terminal().hasTerminal(), config.env());
        environment.values.putIfAbsent("HOSTNAME", request.hostnameInside());
        environment.setAll(request.environment());
        return environment;
    }

    /// PATH and TERM, then these.
    static Environment of(boolean hasTerminal, List<String> entries) {
        var environment = new Environment();
        environment.values.put("PATH", DEFAULT_PATH);
        if (hasTerminal) {
            environment.values.put("TERM", "xterm");
        }
        environment.setAll(entries);
        return environment;
    }

    /// `NAME=value` sets, `NAME` alone takes away.
    private void setAll(List<String> entries) {
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                values.remove(entry);
            } else {
                values.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    /// Sets HOME where nobody has.
    void homeIfMissing(String home) {
        values.putIfAbsent("HOME", home);
    }

    /// Where programs without a slash are searched.
    String path() {
        return values.getOrDefault("PATH", "");
    }

    /// As execve(2) takes it.
    List<String> entries() {
        var entries = new ArrayList<String>();
        values.forEach((name, value) -> entries.add(name + "=" + value));
        return entries;
    }
}
