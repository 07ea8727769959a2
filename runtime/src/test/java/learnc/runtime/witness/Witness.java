package learnc.runtime.witness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import learnc.runtime.trace.Event;

/// Compares what learnc says about itself with what strace(1) has seen. Whatever does not agree becomes a complaint.
///
/// * **Puppets** (the zygote and every init): from birth to execve or death both records must be the same, call by call.
///   Only a puppet's strings are left out: writes and reads of 8 bytes on its own socket.
/// * **The JVM** makes many calls of its own (memory, locks, class files). So each event must be found in the same thread, in
///   order; and each call by which learnc could change the machine must be an event ([#mustBeTraced]).
/// * **The observer**, who looks at the kernel's tables after each call, has a thread of its own for what could be mistaken for
///   learnc's doing. No event may come from it, and all that it may do is to join a namespace and to ask netlink for lists.
/// * **Order**: events of one Java thread have ended in the order in which they are numbered, across all processes. The three
///   calls of a birth are reported a little after they have happened, and the end of an execve or exit_group is known a little
///   before, so there the order of the puppet alone counts.
final class Witness {

    private static final int BIRTH_CALLS = 3;
    private static final Set<String> TRAILING_ZEROS_MEAN_NOTHING = Set.of("openat", "prctl", "fcntl", "ioctl", "keyctl");
    private static final Set<String> CHANGES_THE_MACHINE = Set.of("mount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fsmount",
            "move_mount", "open_tree", "mount_setattr", "unshare", "setns", "sethostname", "setdomainname", "mknodat", "pidfd_open",
            "pidfd_getfd", "pidfd_send_signal", "capset", "setresuid", "setresgid", "setgroups", "keyctl");
    /// What the kernel writes: our trace shows some fields of it, strace all.
    private static final Map<String, Integer> FILLED_BY_THE_KERNEL = Map.of("waitid", 2, "statx", 4, "statfs", 1, "fstatfs", 1, "getdents64", 1, "fstat", 1);

    private final List<Event> events;
    private final List<Observed> observed;
    private final int jvm;
    private final List<String> complaints = new ArrayList<>();
    private final Map<Event, Observed> partners = new IdentityHashMap<>();
    private final Set<Observed> matched = Collections.newSetFromMap(new IdentityHashMap<>());

    private Witness(List<Event> events, List<Observed> observed) {
        this.events = events;
        this.observed = observed;
        this.jvm = events.stream().filter(event -> event.door().equals("host")).findFirst().orElseThrow().pid();
    }

    /// Everything on which the two do not agree; empty when they do.
    static List<String> complaints(List<Event> events, List<Observed> observed) {
        var witness = new Witness(events, observed);
        witness.puppets();
        witness.jvm();
        witness.order();
        return witness.complaints;
    }

    private void puppets() {
        Set<Integer> puppets = events.stream().map(Event::pid).filter(pid -> pid != jvm).collect(Collectors.toCollection(LinkedHashSet::new));
        for (int pid : puppets) {
            List<Event> told = events.stream().filter(event -> event.pid() == pid).toList();
            same(pid, told, untilItsEnd(pid, told));
        }
    }

    private void same(int pid, List<Event> told, List<Observed> seen) {
        boolean hasNewRoot = false;
        for (int i = 0; i < Math.min(told.size(), seen.size()); i++) {
            hasNewRoot |= told.get(i).systemCall().equals("pivot_root");
            String difference = difference(told.get(i), seen.get(i), hasNewRoot);
            if (difference != null) {
                complaints.add("puppet " + pid + ", call " + (i + 1) + ": " + difference);
                return;
            }
            pair(told.get(i), seen.get(i));
        }
        for (Event more : told.subList(Math.min(told.size(), seen.size()), told.size())) {
            complaints.add("puppet " + pid + ": invented: " + text(more));
        }
        for (Observed more : seen.subList(Math.min(told.size(), seen.size()), seen.size())) {
            complaints.add("puppet " + pid + ": missing: " + text(more));
        }
    }

    /// What a puppet did while it was one, without its strings.
    private List<Observed> untilItsEnd(int pid, List<Event> told) {
        int socket = socket(pid);
        var calls = new ArrayList<Observed>();
        for (Observed call : observed) {
            if (call.thread() == pid && !isString(call, socket)) {
                calls.add(call);
                if (call.name().equals("execve") && call.result().equals("0")) {
                    break;
                }
            }
        }
        return calls;
    }

    /// The number of a puppet's socket: the second of the two that its mother made right before its birth.
    private int socket(int pid) {
        Observed pair = null;
        for (int i = 0; i < observed.size(); i++) {
            Observed call = observed.get(i);
            if (call.name().equals("clone3") && call.result().equals(Integer.toString(pid))) {
                for (int before = i - 1; before >= 0 && pair == null; before--) {
                    pair = isSocketpair(observed.get(before), call.thread()) ? observed.get(before) : null;
                }
            }
        }
        if (pair == null) {
            throw new IllegalStateException("strace has seen no birth of " + pid);
        }
        return Integer.parseInt(((Spoken.Items) pair.arguments().get(3)).items().get(1).normal());
    }

    private static boolean isSocketpair(Observed call, int thread) {
        return call.thread() == thread && call.name().equals("socketpair");
    }

    /// Exactly the puppet's strings. A read that never came back has no length.
    static boolean isString(Observed call, int socket) {
        boolean onSocket = !call.arguments().isEmpty() && call.arguments().getFirst().normal().equals(Integer.toString(socket));
        boolean sleeps = call.name().equals("read") && (call.arguments().size() < 3 || call.arguments().get(2).normal().equals("8"));
        boolean wakes = call.name().equals("write") && call.arguments().size() == 3 && call.arguments().get(2).normal().equals("8");
        return onSocket && (sleeps || wakes);
    }

    private void jvm() {
        Set<Integer> threads = events.stream().filter(event -> event.pid() == jvm).map(Event::thread).collect(Collectors.toCollection(LinkedHashSet::new));
        threads.forEach(this::thread);
        Set<Integer> puppets = events.stream().map(Event::pid).filter(pid -> pid != jvm).collect(Collectors.toSet());
        Set<Integer> programs = programs();
        Set<Integer> observers = observers();
        threads.stream().filter(observers::contains).forEach(thread -> complaints.add("jvm: the observer itself is in the trace: thread " + thread));
        observed.stream().filter(call -> observers.contains(call.thread())).filter(Witness::mustBeTraced).filter(call -> !isLook(call))
                .forEach(call -> complaints.add("observer: does more than look: " + text(call)));
        Predicate<Observed> isOfTheJvm = call -> !puppets.contains(call.thread()) && !programs.contains(call.thread()) && !observers.contains(call.thread());
        observed.stream().filter(isOfTheJvm).filter(Witness::mustBeTraced).filter(call -> !matched.contains(call))
                .forEach(call -> complaints.add("jvm: missing: " + text(call)));
    }

    /// Finds the events of one thread. What a puppet did for it in between is known already: what comes after that must be found after
    /// that, because the recording of the state makes calls of the same kind on this thread.
    private void thread(int thread) {
        List<Observed> seen = observed.stream().filter(call -> call.thread() == thread).toList();
        String name = events.stream().filter(event -> event.pid() == jvm && event.thread() == thread).findFirst().orElseThrow().threadName();
        int at = 0;
        for (Event event : inOrder()) {
            if (event.pid() == jvm && event.thread() == thread) {
                at = find(event, seen, at);
            } else if (event.threadName().equals(name) && partners.containsKey(event)) {
                while (at < seen.size() && seen.get(at).line() < partners.get(event).line()) {
                    at++;
                }
            }
        }
    }

    /// The threads that call themselves so.
    private Set<Integer> observers() {
        return observed.stream().filter(call -> call.name().equals("prctl") && call.arguments().size() > 1 && call.arguments().getFirst().normal().equals("PR_SET_NAME")
                && call.arguments().get(1) instanceof Spoken.Text name && name.bytes().equals("learnc-observer")).map(Observed::thread).collect(Collectors.toSet());
    }

    private static boolean isLook(Observed call) {
        return call.name().equals("setns") || call.name().equals("sendto") && isRequestForAList(call);
    }

    /// In a message's header, `NLM_F_DUMP` (768) asks for a list and changes nothing.
    private static boolean isRequestForAList(Observed call) {
        String message = call.arguments().get(1).normal();
        return message.contains("NLM_F_DUMP") || message.contains("768");
    }

    /// What the programs in the containers do, and those that they start, is no business of this trace.
    private Set<Integer> programs() {
        Set<Integer> known = events.stream().map(Event::pid).filter(pid -> pid != jvm).collect(Collectors.toCollection(HashSet::new));
        for (Observed call : observed) {
            boolean isBirth = call.name().startsWith("clone") || call.name().endsWith("fork");
            if (isBirth && known.contains(call.thread()) && call.result().matches("\\d+")) {
                known.add(Integer.parseInt(call.result()));
            }
        }
        return known;
    }

    private int find(Event event, List<Observed> seen, int from) {
        String nearest = null;
        for (int i = from; i < seen.size(); i++) {
            String difference = difference(event, seen.get(i), false);
            if (difference == null) {
                pair(event, seen.get(i));
                return i + 1;
            }
            if (nearest == null && seen.get(i).name().equals(event.systemCall())) {
                nearest = difference;
            }
        }
        complaints.add("jvm: invented: " + text(event) + (nearest == null ? "" : "\n    nearest: " + nearest));
        return from;
    }

    private void pair(Event event, Observed call) {
        partners.put(event, call);
        matched.add(call);
    }

    /// Whether a call of the JVM's process is one that only learnc makes, and that must therefore be in the trace.
    static boolean mustBeTraced(Observed call) {
        return switch (call.name()) {
            case "clone3" -> !call.arguments().getFirst().normal().contains("CLONE_THREAD");
            case "write", "mkdirat", "unlinkat" -> isAboutCgroups(call);
            case "sendto" -> isAbout(call, "NETLINK");
            default -> CHANGES_THE_MACHINE.contains(call.name());
        };
    }

    private static boolean isAboutCgroups(Observed call) {
        boolean byPath = isAbout(call, "/sys/fs/cgroup") || call.arguments().size() > 1 && call.arguments().get(1) instanceof Spoken.Text text && text.bytes().startsWith("/sys/fs/cgroup");
        return call.name().equals("write") ? isAbout(call, "/sys/fs/cgroup") : byPath;
    }

    private static boolean isAbout(Observed call, String what) {
        return call.arguments().getFirst() instanceof Spoken.Word word && word.about() != null && word.about().startsWith(what);
    }

    private void order() {
        Map<String, Integer> lines = new HashMap<>();
        for (Event event : inOrder()) {
            Observed partner = partners.get(event);
            if (partner != null) {
                Integer before = lines.put(event.threadName(), partner.line());
                if (before != null && before > partner.line()) {
                    complaints.add("order: " + text(event) + " is line " + partner.line() + " of strace, and the event before it line " + before);
                }
            }
        }
    }

    /// The events that ended in the order in which they are told.
    private List<Event> inOrder() {
        Map<Integer, Integer> callsOf = new HashMap<>();
        var ordered = new ArrayList<Event>();
        for (Event event : events) {
            boolean isBirth = event.pid() != jvm && callsOf.merge(event.pid(), 1, Integer::sum) <= BIRTH_CALLS;
            // The end of the socket, which execve and exit_group close on their way, comes before their own.
            boolean isDeath = event.systemCall().equals("execve") || event.systemCall().equals("exit_group");
            if (!isBirth && !isDeath) {
                ordered.add(event);
            }
        }
        return ordered;
    }

    /// What is different, or null.
    ///
    /// @param hasNewRoot whether the process has changed its root: what it had opened before is then called differently
    static String difference(Event event, Observed call, boolean hasNewRoot) {
        if (!event.systemCall().equals(call.name())) {
            return "told " + text(event) + "\n    seen " + text(call);
        }
        // A message is compared by its bytes, and its text may say anything.
        List<Spoken> told = Spoken.arguments(event.arguments().stream().map(value -> value.bytes() == null ? value.text() : "message")
                .collect(Collectors.joining(", ")));
        String where = argumentsDiffer(event, told, call);
        if (where == null && !sameResult(event, call)) {
            where = "result";
        }
        if (where == null && !DescriptorNames.agree(event, hasNewRoot ? List.of() : told, call)) {
            where = "name of a descriptor";
        }
        return where == null ? null : where + ": told " + text(event) + "\n    seen " + text(call);
    }

    private static String argumentsDiffer(Event event, List<Spoken> told, Observed call) {
        List<Spoken> mine = trimmed(call.name(), told);
        List<Spoken> theirs = trimmed(call.name(), call.arguments());
        if (mine.size() != theirs.size()) {
            return mine.size() + " arguments and not " + theirs.size();
        }
        for (int i = 0; i < mine.size(); i++) {
            String bytes = event.arguments().get(i).bytes();
            boolean isFilled = Integer.valueOf(i).equals(FILLED_BY_THE_KERNEL.get(call.name())) && !call.isRefused();
            boolean isSame = call.name().equals("ppoll") && i == 0 ? polled(mine.get(i)).equals(polled(theirs.get(i))) : bytes != null ? sameMessage(bytes, call)
                    : isFilled ? isPart(mine.get(i), theirs.get(i)) : mine.get(i).normal().equals(theirs.get(i).normal()) || isRaw(event.arguments().get(i), theirs.get(i));
            if (!isSame) {
                return "argument " + (i + 1);
            }
        }
        return null;
    }

    /// Where strace does not decode a word, ours must be this word.
    private static boolean isRaw(Event.Value told, Spoken seen) {
        return told.raw() != null && seen.normal().equals(told.raw().toString());
    }

    /// What was waited for. strace tells the answers (`revents`) beside the result, and nothing of descriptors below zero.
    private static List<String> polled(Spoken descriptors) {
        return ((Spoken.Items) descriptors).items().stream().map(Spoken.Struct.class::cast)
                .map(one -> one.field("fd").normal() + (one.field("fd").normal().startsWith("-") ? "" : one.field("events").normal())).toList();
    }

    private static List<Spoken> trimmed(String name, List<Spoken> arguments) {
        int end = arguments.size();
        while (TRAILING_ZEROS_MEAN_NOTHING.contains(name) && end > 0 && arguments.get(end - 1).isZero()) {
            end--;
        }
        if (name.equals("mknodat") && end == 4 && arguments.get(3).normal().equals("makedev(0, 0)")) {
            end--;      // a fifo stands for no device
        }
        return arguments.subList(0, end);
    }

    /// strace decodes messages in words of its own; so the bytes are compared, which it shows when asked for.
    private static boolean sameMessage(String bytes, Observed call) {
        return call.dump().isEmpty() ? call.name().startsWith("recv") || call.isRefused() : call.dump().toString().equals(bytes);
    }

    private static boolean isPart(Spoken told, Spoken seen) {
        if (told instanceof Spoken.Struct mine && seen instanceof Spoken.Struct theirs) {
            return mine.fields().stream().allMatch(field -> theirs.field(field.name()) != null
                    && theirs.field(field.name()).normal().equals(field.value().normal()));
        }
        if (told instanceof Spoken.Items mine && seen instanceof Spoken.Items theirs) {
            List<Spoken> others = theirs.items().stream().filter(item -> !isDots(item)).toList();
            return mine.items().size() == others.size()
                    && java.util.stream.IntStream.range(0, others.size()).allMatch(i -> isPart(mine.items().get(i), others.get(i)));
        }
        return told.normal().equals(seen.normal());
    }

    private static boolean isDots(Spoken entry) {
        String name = entry instanceof Spoken.Struct struct && struct.field("d_name") != null ? struct.field("d_name").normal() : "";
        return name.equals("\".\"") || name.equals("\"..\"");
    }

    private static boolean sameResult(Event event, Observed call) {
        if (event.refusal() != null) {
            return call.result().startsWith("-1 " + event.refusal().errno() + " (" + event.refusal().meaning() + ")");
        }
        Long seen = Spoken.Word.number(call.result().split(" ")[0]);
        return event.resultText().equals("?") ? call.result().startsWith("?") : seen != null && seen == event.result();
    }

    static String text(Event event) {
        return event.sequence() + " " + event.systemCall() + event.arguments().stream().map(Event.Value::text).collect(Collectors.joining(", ", "(", ")"))
                + " = " + event.resultText() + "  " + event.source().file() + ":" + event.source().line();
    }

    static String text(Observed call) {
        return call.line() + " " + call.name() + call.arguments().stream().map(Spoken::shown).collect(Collectors.joining(", ", "(", ")"))
                + " = " + call.result() + (call.about() == null ? "" : "<" + call.about() + ">");
    }
}
