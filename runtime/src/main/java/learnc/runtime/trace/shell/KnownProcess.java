package learnc.runtime.trace.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the calls of a process so far have told about it.
final class KnownProcess {

    private static final String OWN_DESCRIPTORS = "/proc/self/fd/";
    private static final int USUAL_UMASK = 022;

    private final Map<Integer, String> files = new HashMap<>();
    private final Map<Integer, MountPlan> mounts = new HashMap<>();
    private final Map<Integer, String> links = new HashMap<>(Map.of(1, "lo"));
    private final List<String> rights = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private int umask = USUAL_UMASK;
    private boolean isElsewhere;
    private boolean leadsSession;
    private String directory = "/";
    private String imageRoot = "";

    /// A file that was opened.
    void opened(int descriptor, String path) {
        files.put(descriptor, path);
    }

    void closed(int descriptor) {
        files.remove(descriptor);
        mounts.remove(descriptor);
    }

    /// Empty when it is unknown.
    String pathOf(int descriptor) {
        return files.getOrDefault(descriptor, "");
    }

    /// `/proc/self/fd/5/null` is a name for whatever descriptor 5 is.
    String throughOwnDescriptors(String path) {
        if (!path.startsWith(OWN_DESCRIPTORS)) {
            return path;
        }
        int end = path.indexOf('/', OWN_DESCRIPTORS.length());
        String number = path.substring(OWN_DESCRIPTORS.length(), end < 0 ? path.length() : end);
        String file = pathOf((int) Notation.number(number, -1));
        return file.isEmpty() ? path : file + (end < 0 ? "" : path.substring(end));
    }

    /// A mount that is being put together.
    void plans(int descriptor, MountPlan plan) {
        mounts.put(descriptor, plan);
    }

    /// Null when it is none.
    MountPlan planOf(int descriptor) {
        return mounts.get(descriptor);
    }

    /// The name of a link in the process' network namespace; `if7`, which ip(8) understands, when it is unknown.
    String link(String index) {
        int number = (int) Notation.number(index, 0);
        return links.getOrDefault(number, "if" + number);
    }

    void knowsLink(String index, String name) {
        links.put((int) Notation.number(index, 0), name);
    }

    /// An option of setpriv(1) for what the process gives up.
    void givesUp(String option) {
        rights.add(option);
    }

    /// A capability that the process takes from its bounding set.
    void givesUpCapability(String name) {
        givenUp.add(name);
    }

    /// What setpriv(1) must be told so far. Asked once: from then on the process is without.
    List<String> rightsGivenUp() {
        var options = new ArrayList<String>();
        if (!givenUp.isEmpty()) {
            options.add("--bounding-set=-" + String.join(",-", givenUp));
        }
        options.addAll(rights);
        givenUp.clear();
        rights.clear();
        return options;
    }

    /// Permissions with which a new file really comes to be.
    long permissions(long asked) {
        return asked & ~umask;
    }

    void masks(int bits) {
        umask = bits;
    }

    /// It has another root than the host.
    void isElsewhereNow() {
        isElsewhere = true;
    }

    boolean isElsewhere() {
        return isElsewhere;
    }

    /// This directory is going to be its root: no symlink below it may lead out of it.
    void hasImageRoot(String path) {
        imageRoot = path;
    }

    /// Empty when it is unknown.
    String imageRoot() {
        return imageRoot;
    }

    void goesTo(String path) {
        directory = path;
    }

    String directory() {
        return directory;
    }

    void leadsSession() {
        leadsSession = true;
    }

    boolean isSessionLeader() {
        return leadsSession;
    }
}
