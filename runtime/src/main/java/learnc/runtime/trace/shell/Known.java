package learnc.runtime.trace.shell;

import java.util.HashMap;
import java.util.Map;

/// What the events so far have told: of each process, and which of them is the container's.
final class Known {

    private static final String PROC = "/proc/";
    private static final String INIT = "$init";

    private final Map<Integer, KnownProcess> processes = new HashMap<>();
    private final Map<Integer, String> idMaps = new HashMap<>();
    private int init = -1;

    KnownProcess process(int pid) {
        return processes.computeIfAbsent(pid, ignored -> new KnownProcess());
    }

    /// The container's first process is this one: its number is another in each run, so commands call it `$init`.
    void isInit(int pid) {
        init = pid;
    }

    /// A path as a word of a command.
    String pathWord(String path) {
        String own = PROC + init;
        return path.startsWith(own + "/") || path.equals(own) ? PROC + INIT + rest(path.substring(own.length())) : Word.of(path);
    }

    private static String rest(String path) {
        return path.isEmpty() ? "" : Word.of(path);
    }

    /// A process number as a word of a command.
    String pidWord(String pid) {
        return pid.equals(Integer.toString(init)) ? INIT : Word.of(pid);
    }

    /// How the user namespace of this process translates numbers: `0:100000:65536`.
    void mapsIds(String path, String line) {
        if (path.startsWith(PROC) && path.endsWith("/uid_map")) {
            String pid = path.substring(PROC.length(), path.length() - "/uid_map".length());
            idMaps.put((int) Notation.number(pid, -1), line.strip().replaceAll(" +", ":"));
        }
    }

    /// Whether a path is about a process, by its number, that is not the container's: in another run that number is somebody else's.
    boolean isOfAnotherProcess(String path) {
        return path.startsWith(PROC) && path.length() > PROC.length() && Character.isDigit(path.charAt(PROC.length())) && !path.startsWith(PROC + init + "/");
    }

    /// The translation of the namespace with this path; empty when it is unknown.
    String idMap(String namespace) {
        String pid = namespace.startsWith(PROC) ? namespace.substring(PROC.length()).replaceFirst("/.*", "") : "";
        return idMaps.getOrDefault((int) Notation.number(pid, -1), "");
    }

    boolean isInit(String pid) {
        return pid.equals(Integer.toString(init));
    }
}
