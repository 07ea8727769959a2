package learnc.runtime.trace;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.kernel.PassedDescriptors;
import learnc.runtime.kernel.SystemCall;

/// What each descriptor of each process is, as the events themselves tell it: nobody is asked, so nothing is disturbed.
///
/// A descriptor is given up *before* its close(2) is made. Otherwise another thread could open a file and get the same
/// number, and its name would be lost when the first thread comes to write down that it has closed it.
///
/// Used by one thread, which is told of the calls in the order in which they ended.
final class Descriptors {

    private static final int F_DUPFD = 0;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int UNIX = 1;
    private static final int NETLINK = 16;
    private static final String PIDFD = "pid:";
    /// A mount without a path.
    private static final String DETACHED = "mount";

    private final Map<Integer, Map<Integer, String>> processes = new HashMap<>();
    /// Names on the way from one process to another. learnc's thread that sends them is the one that lets the other process receive them.
    private final Map<Thread, String[]> passed = new WeakHashMap<>();

    /// Whether descriptors are given up by this call.
    static boolean areGivenUp(Call call) {
        return switch (call.systemCall()) {
            case CLOSE, DUP3, CLOSE_RANGE -> true;
            default -> false;
        };
    }

    /// The names of the descriptors among the arguments, at the same places, as they are before the call, which is now made.
    String[] before(Actor actor, Call call) {
        String[] names = names(actor, call);
        giveUp(of(actor.pid()), call);
        return names;
    }

    /// The same for a call that may be made or not.
    String[] names(Actor actor, Call call) {
        Map<Integer, String> known = of(actor.pid());
        List<Argument> arguments = call.arguments();
        var names = new String[arguments.size()];
        for (int i = 0; i < names.length; i++) {
            if (arguments.get(i) instanceof Argument.Descriptor descriptor) {
                names[i] = known.get(descriptor.value());
            }
        }
        if (call.systemCall() == SystemCall.PIDFD_GETFD) {
            names[1] = ofOtherProcess(names[0], descriptor(call, 1));
        }
        return names;
    }

    private static void giveUp(Map<Integer, String> known, Call call) {
        switch (call.systemCall()) {
            case CLOSE -> known.remove(descriptor(call, 0));
            case DUP3 -> known.remove(descriptor(call, 1));
            case CLOSE_RANGE -> giveUpRange(known, word(call, 0), word(call, 1), word(call, 2));
            default -> {
            }
        }
    }

    private static void giveUpRange(Map<Integer, String> known, long first, long last, long flags) {
        if (flags == 0) {
            known.keySet().removeIf(descriptor -> descriptor >= first && descriptor <= last);
        }
    }

    /// Learns from a call that was not refused.
    ///
    /// @param names what [#before] said
    void after(Sighting seen, String[] names, long result) {
        Call call = seen.call();
        Map<Integer, String> known = of(seen.actor().pid());
        switch (call.systemCall()) {
            case OPENAT -> known.put((int) result, path(names[0], text(call, 1), false));
            case OPENAT2 -> known.put((int) result, path(names[0], text(call, 1), (resolve(call) & OpenFlags.RESOLVE_IN_ROOT) != 0));
            case OPEN_TREE -> known.put((int) result, (word(call, 2) & MountFlags.OPEN_TREE_CLONE) != 0 ? DETACHED : path(names[0], text(call, 1), false));
            case SOCKET -> known.put((int) result, socket(call));
            case SOCKETPAIR -> two(known, call.arguments().get(3), socket(call));
            case PIPE2 -> two(known, call.arguments().get(0), "pipe");
            case SENDMSG -> passed.put(seen.thread(), passing(known, call));
            case RECVMSG -> take(known, call, passed.getOrDefault(seen.thread(), new String[0]));
            case DUP3, ACCEPT4 -> put(known, (int) result, names[0]);
            case FCNTL -> duplicate(known, call, names[0], (int) result);
            case PIDFD_OPEN -> known.put((int) result, PIDFD + word(call, 0));
            case PIDFD_GETFD -> put(known, (int) result, names[1]);
            case MEMFD_CREATE -> known.put((int) result, "/memfd:" + text(call, 0));
            case FSOPEN, FSPICK -> known.put((int) result, "anon_inode:[fscontext]");
            case FSMOUNT -> known.put((int) result, DETACHED);
            case RENAMEAT2 -> rename(known, path(names[0], text(call, 1), false), path(names[2], text(call, 3), false));
            case MOVE_MOUNT -> attach(known, call, names[2]);
            case EPOLL_CREATE1 -> known.put((int) result, "anon_inode:[eventpoll]");
            case EVENTFD2 -> known.put((int) result, "anon_inode:[eventfd]");
            case SIGNALFD4 -> known.put((int) result, "anon_inode:[signalfd]");
            case INOTIFY_INIT1 -> known.put((int) result, "anon_inode:inotify");
            case CLONE3 -> processes.put((int) result, new HashMap<>(known));
            case EXECVE, EXECVEAT, EXIT_GROUP -> processes.remove(seen.actor().pid());
            default -> {
            }
        }
    }

    /// What this descriptor is, or null when that is not known.
    String name(Actor actor, int descriptor) {
        return of(actor.pid()).get(descriptor);
    }

    private Map<Integer, String> of(int pid) {
        return processes.computeIfAbsent(pid, ignored -> standard());
    }

    private static Map<Integer, String> standard() {
        var known = new HashMap<Integer, String>();
        known.put(0, "/dev/stdin");
        known.put(1, "/dev/stdout");
        known.put(2, "/dev/stderr");
        return known;
    }

    private String ofOtherProcess(String pidfd, int descriptor) {
        if (pidfd == null || !pidfd.startsWith(PIDFD)) {
            return null;
        }
        return of(Integer.parseInt(pidfd.substring(PIDFD.length()))).get(descriptor);
    }

    private static void duplicate(Map<Integer, String> known, Call call, String name, int result) {
        long command = word(call, 1);
        if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) {
            put(known, result, name);
        }
    }

    private static void rename(Map<Integer, String> known, String from, String to) {
        known.replaceAll((descriptor, name) -> name.equals(from) || name.startsWith(from + "/") ? to + name.substring(from.length()) : name);
    }

    /// A mount that had no path has one now.
    private static void attach(Map<Integer, String> known, Call call, String directory) {
        if (text(call, 1).isEmpty()) {
            known.put(descriptor(call, 0), path(directory, text(call, 3), false));
        }
    }

    private static String[] passing(Map<Integer, String> known, Call call) {
        int[] descriptors = passedDescriptors(call);
        var names = new String[descriptors.length];
        Arrays.setAll(names, i -> known.get(descriptors[i]));
        return names;
    }

    private static void take(Map<Integer, String> known, Call call, String[] names) {
        int[] descriptors = passedDescriptors(call);
        for (int i = 0; i < Math.min(descriptors.length, names.length); i++) {
            put(known, descriptors[i], names[i]);
        }
    }

    private static int[] passedDescriptors(Call call) {
        Argument control = ((Argument.Struct) call.arguments().get(1)).fields().get(4);
        // No switch over the kinds: Java would build one when the first message is sent, and that takes longer than a hundred calls.
        if (control instanceof Argument.Bytes sent) {
            return PassedDescriptors.in(sent.value());
        }
        return control instanceof Argument.Room received ? PassedDescriptors.in(received.bytes()) : new int[0];
    }

    private static void two(Map<Integer, String> known, Argument ends, String name) {
        if (ends instanceof Argument.Room room) {
            known.put(Decoders.intAt(room.bytes(), 0), name);
            known.put(Decoders.intAt(room.bytes(), 4), name);
        }
    }

    private static void put(Map<Integer, String> known, int descriptor, String name) {
        if (name != null) {
            known.put(descriptor, name);
        }
    }

    private static String path(String directory, String path, boolean directoryIsRoot) {
        if (directory == null || path.startsWith("/") && !directoryIsRoot) {
            return path;
        }
        if (directoryIsRoot) {
            return directory + belowRoot(path);
        }
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return relative.isEmpty() || relative.equals(".") ? directory : directory + (directory.endsWith("/") ? "" : "/") + relative;
    }

    /// Nothing leads out of a root: `..` stops there. (A symlink on the way may still lead elsewhere below it.)
    private static String belowRoot(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? "" : "/" + String.join("/", parts);
    }

    private static String socket(Call call) {
        long family = word(call, 0);
        String kind = call.arguments().get(1).decoded();
        if (family == UNIX) {
            return kind.startsWith("SOCK_STREAM") ? "UNIX-STREAM" : "UNIX";
        }
        return family == NETLINK ? "NETLINK" : kind.startsWith("SOCK_STREAM") ? "TCP" : kind.startsWith("SOCK_DGRAM") ? "UDP" : "socket";
    }

    private static long resolve(Call call) {
        return call.arguments().get(2) instanceof Argument.Struct how && how.fields().get(2) instanceof Argument.Word word ? word.value() : 0;
    }

    private static String text(Call call, int at) {
        return call.arguments().get(at) instanceof Argument.Text text && text.value() != null ? text.value() : "";
    }

    private static long word(Call call, int at) {
        return call.arguments().get(at) instanceof Argument.Word word ? word.value() : 0;
    }

    private static int descriptor(Call call, int at) {
        return call.arguments().get(at) instanceof Argument.Descriptor descriptor ? descriptor.value() : -1;
    }
}
