package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Compares two accounts of a program, which come from two runs of it. So what differs from run to run is left out, and only that:
///
/// * addresses: every number from 65536 on that stands for a place in memory, because Linux lays memory out anew each time;
/// * numbers of processes and threads, in the calls that give or take them ([#NUMBERED]);
/// * what is random or a time: the bytes of getrandom(2), and the fields in [#CHANGING];
/// * an argument that only one of the two has put into words (the other shows its address): it is counted, not compared.
final class SameCalls {

    private static final Set<String> NUMBERED = Set.of("fork", "vfork", "clone", "clone3", "getpid", "gettid", "getppid", "getpgrp", "getpgid", "getsid", "setpgid", "setsid",
            "wait4", "waitid", "kill", "tgkill", "tkill", "set_tid_address", "prlimit64", "sched_getaffinity", "rt_sigreturn");
    private static final Set<String> CHANGING = Set.of("tv_sec", "tv_nsec", "tv_usec", "si_pid", "iov_len", "uptime");
    private static final long FIRST_ADDRESS = 65_536;

    private int compared;
    private int undecoded;

    /// Two lists of calls of one thread.
    void compare(String thread, List<Family.Said> told, List<Family.Said> seen) {
        for (int i = 0; i < Math.min(told.size(), seen.size()); i++) {
            Family.Said mine = told.get(i);
            Family.Said theirs = seen.get(i);
            if (!mine.name().equals(theirs.name()) || !isSame(mine, theirs)) {
                fail("thread " + thread + ", call " + (i + 1) + ":\n learnc " + mine + "\n strace " + theirs + "\n" + around(told, i) + "\n" + around(seen, i));
            }
        }
        assertEquals(seen.size(), told.size(), () -> "thread " + thread + " ends otherwise:\n" + around(told, Math.min(told.size(), seen.size())) + "\n"
                + around(seen, Math.min(told.size(), seen.size())));
    }

    private static String around(List<Family.Said> calls, int at) {
        var lines = new ArrayList<String>();
        for (int i = Math.max(0, at - 3); i < Math.min(calls.size(), at + 3); i++) {
            lines.add("   " + (i == at ? "> " : "  ") + calls.get(i));
        }
        return String.join("\n", lines);
    }

    /// Arguments that both have put into words.
    int compared() {
        return compared;
    }

    /// Arguments that only one of them has put into words.
    int undecoded() {
        return undecoded;
    }

    private boolean isSame(Family.Said mine, Family.Said theirs) {
        boolean isNumbered = NUMBERED.contains(mine.name());
        if (!isSameWord(mine.result(), theirs.result(), isNumbered)) {
            return false;
        }
        if (mine.name().equals("clone")) {
            // strace has an order of its own here, and names in front.
            return flags(mine).equals(flags(theirs));
        }
        int shared = Math.min(mine.arguments().size(), theirs.arguments().size());
        for (int i = 0; i < shared; i++) {
            if (!(mine.name().equals("getrandom") && i == 0) && !isSame(mine.arguments().get(i), theirs.arguments().get(i), isNumbered && i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static String flags(Family.Said call) {
        for (Spoken argument : call.arguments()) {
            if (argument instanceof Spoken.Word word && (word.text().contains("CLONE_") || word.text().contains("SIGCHLD"))) {
                return new Spoken.Word(word.text().replace("flags=", ""), null).normal();
            }
        }
        return "";
    }

    private boolean isSame(Spoken mine, Spoken theirs, boolean isNumber) {
        if (mine instanceof Spoken.Word one && theirs instanceof Spoken.Word other) {
            compared++;
            return isSameWord(one.text(), other.text(), isNumber);
        }
        if (isAddress(mine) || isAddress(theirs)) {
            undecoded++;
            return true;
        }
        if (mine instanceof Spoken.Struct one && theirs instanceof Spoken.Struct other) {
            return areSameFields(one, other);
        }
        if (mine instanceof Spoken.Items one && theirs instanceof Spoken.Items other) {
            return one.isComplement() == other.isComplement() && areSameItems(one.items(), other.items());
        }
        compared++;
        return mine.normal().equals(theirs.normal());
    }

    private boolean areSameFields(Spoken.Struct mine, Spoken.Struct theirs) {
        for (Spoken.Struct.Field field : mine.fields()) {
            Spoken other = field.name() == null ? null : theirs.field(field.name());
            if (other != null && !CHANGING.contains(field.name()) && !isSame(field.value(), other, false)) {
                return false;
            }
        }
        return true;
    }

    private boolean areSameItems(List<Spoken> mine, List<Spoken> theirs) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!isSame(mine.get(i), theirs.get(i), false)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(Spoken value) {
        Long number = value instanceof Spoken.Word word ? Spoken.Word.number(word.text()) : null;
        return number != null && Long.compareUnsigned(number, FIRST_ADDRESS) >= 0;
    }

    private static boolean isSameWord(String mine, String theirs, boolean isNumber) {
        Long one = Spoken.Word.number(mine);
        Long other = Spoken.Word.number(theirs);
        if (one == null || other == null) {
            return new Spoken.Word(mine, null).normal().equals(new Spoken.Word(theirs, null).normal());
        }
        boolean areAddresses = Long.compareUnsigned(one, FIRST_ADDRESS) >= 0 && Long.compareUnsigned(other, FIRST_ADDRESS) >= 0 && mine.startsWith("0x");
        // The parent of the first process in a container is nobody, 0.
        return one.equals(other) || areAddresses || isNumber && one >= 0 && other >= 0;
    }
}
