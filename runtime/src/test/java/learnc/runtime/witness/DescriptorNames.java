package learnc.runtime.witness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import learnc.runtime.trace.Event;

/// Compares what both say about descriptors: `3</proc/version>`. strace asks the kernel, and our trace has only listened; so a
/// name may be missing in it, but not be wrong.
final class DescriptorNames {

    private DescriptorNames() {
    }

    static boolean agree(Event event, List<Spoken> told, Observed call) {
        for (int i = 0; i < Math.min(told.size(), call.arguments().size()); i++) {
            if (told.get(i) instanceof Spoken.Word mine && call.arguments().get(i) instanceof Spoken.Word theirs && !agree(event, mine.about(), theirs.about())) {
                return false;
            }
        }
        int open = event.resultText().indexOf('<');
        return open < 0 || agree(event, event.resultText().substring(open + 1, event.resultText().length() - 1), call.about());
    }

    private static boolean agree(Event event, String told, String seen) {
        if (told == null || seen == null || told.startsWith("/dev/std")) {
            return true;
        }
        if (told.startsWith("/proc/") && told.contains("/ns/")) {
            return seen.startsWith(told.substring(told.lastIndexOf('/') + 1).replace("_for_children", "") + ":[");      // net:[4026531840]
        }
        if (told.equals("/dev/ptmx")) {
            return withoutDevice(seen).endsWith("/ptmx");      // a symbolic link
        }
        if (told.startsWith("/")) {
            String path = withoutDevice(seen).replaceFirst("^/proc/(" + event.pid() + "|" + event.pidInside() + ")/", "/proc/self/");
            return told.equals(path) || event.door().equals("host") && withoutLinks(told).equals(path);
        }
        if (seen.startsWith("socket:[")) {
            return told.startsWith("UNIX");      // of another process, in another network namespace: strace cannot ask of which family
        }
        if (told.equals("mount")) {
            return seen.equals("/");      // a mount without a path begins with itself
        }
        // A dead process has no number any more.
        return seen.startsWith(told) || told.startsWith("pid:") && seen.equals("anon_inode:[pidfd]");
    }

    /// strace tells where the symbolic links on the way have led.
    private static String withoutLinks(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException gone) {
            return path;
        }
    }

    /// `/dev/null<char 1:3>`
    private static String withoutDevice(String name) {
        int device = name.indexOf('<');
        return device < 0 ? name : name.substring(0, device);
    }
}
