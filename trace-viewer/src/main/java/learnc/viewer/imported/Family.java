package learnc.viewer.imported;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.StraceLog;

/// Who is whose child, and what becomes of them: learned from the whole log before any of it is told.
final class Family {

    private static final Set<String> NEW_ROOT = Set.of("pivot_root", "chroot");

    private static final int MOST_CANDIDATES = 10_000;

    private final Map<Integer, Member> members = new HashMap<>();
    private final NavigableMap<Integer, Long> firstLines = new TreeMap<>();
    private final List<Birth> births = new ArrayList<>();
    private final Set<Integer> haveUnshared = new HashSet<>();
    private final List<StraceCall> newRoots = new ArrayList<>();
    private final Map<Integer, TreeSet<Long>> programs = new HashMap<>();
    private final Map<Integer, Long> payloads = new HashMap<>();
    private StraceCall first;
    private long beganMicros = Long.MAX_VALUE;

    /// Reads a log to its end.
    static Family of(StraceLog log) throws IOException {
        var family = new Family();
        for (StraceCall call = log.next(); call != null; call = log.next()) {
            family.hear(call);
        }
        family.births.sort(Comparator.comparingLong(Birth::line));
        family.births.forEach(family::place);
        family.findPayloads();
        return family;
    }

    /// The call that stands first in the log; null when there is none.
    StraceCall first() {
        return first;
    }

    /// The time of the earliest call.
    long beganMicros() {
        return first == null ? 0 : beganMicros;
    }

    /// What is known of a thread.
    Member member(int thread) {
        return members.getOrDefault(thread, Member.stranger(thread));
    }

    /// Whether this thread is in a container, or makes one of itself: the first process of new PID namespace, its children, or a
    /// process that gets a new root.
    boolean isOfContainer(int thread) {
        Member member = member(thread);
        return member.container() != 0 || payloads.containsKey(member.process());
    }

    /// Whether the call is the container's program's own: made after the execve that started it.
    boolean isOfPayload(StraceCall call) {
        Member member = member(call.thread());
        Long since = payloads.getOrDefault(member.process(), payloads.get(member.container()));
        return since != null && call.line() > since;
    }

    /// Whether the call is the execve that starts the container's program.
    boolean isBirthOfPayload(StraceCall call) {
        return Long.valueOf(call.line()).equals(payloads.get(member(call.thread()).process()));
    }

    /// Whether a process of this number is the first of a container.
    boolean isInit(Long process) {
        return process != null && payloads.containsKey((int) (long) process);
    }

    private void hear(StraceCall call) {
        if (first == null || call.line() < first.line()) {
            first = call;
        }
        beganMicros = Math.min(beganMicros, call.startMicros());
        firstLines.merge(call.thread(), call.line(), Math::min);
        if (call.isRefused()) {
            return;
        }
        if (call.name().equals("unshare") && call.argument(0).says("CLONE_NEWPID")) {
            haveUnshared.add(call.thread());
        }
        Birth birth = Birth.of(call, haveUnshared.contains(call.thread()));
        if (birth != null) {
            births.add(birth);
        } else if (isNewRoot(call)) {
            newRoots.add(call);
        } else if (call.name().equals("execve") || call.name().equals("execveat")) {
            programs.computeIfAbsent(call.thread(), _ -> new TreeSet<>()).add(call.line());
        }
    }

    private static boolean isNewRoot(StraceCall call) {
        return NEW_ROOT.contains(call.name()) || call.name().equals("setns") && call.argument(1).says("CLONE_NEWNS");
    }

    private void place(Birth birth) {
        Member parent = members.computeIfAbsent(birth.parent(), Member::stranger);
        int thread = birth.host() != 0 ? birth.host() : parent.container() == 0 ? birth.number() : unclaimed(birth, parent.container());
        if (thread != 0 && !members.containsKey(thread)) {
            int container = birth.hasOwnNumbers() ? thread : parent.container();
            int inside = birth.hasOwnNumbers() ? 1 : birth.number();
            members.put(thread, new Member(thread, birth.isThread() ? parent.process() : thread, inside, container));
        }
    }

    /// Whom an inner number means: the kernel counts upwards inside as outside, so it is the next one who appears.
    private int unclaimed(Birth birth, int container) {
        int tried = 0;
        for (Map.Entry<Integer, Long> one : firstLines.tailMap(container, false).entrySet()) {
            if (one.getValue() > birth.line() && !members.containsKey(one.getKey())) {
                return one.getKey();
            }
            if (++tried > MOST_CANDIDATES) {
                return 0;
            }
        }
        return 0;
    }

    /// The program of a container is the first one that its process starts under its new root.
    private void findPayloads() {
        newRoots.sort(Comparator.comparingLong(StraceCall::line));
        for (StraceCall root : newRoots) {
            int process = member(root.thread()).process();
            // Whichever thread calls it, strace writes a successful execve down under the number of the process.
            Long program = programs.getOrDefault(process, new TreeSet<>()).higher(root.line());
            if (program != null) {
                payloads.put(process, program);
            }
        }
    }
}
