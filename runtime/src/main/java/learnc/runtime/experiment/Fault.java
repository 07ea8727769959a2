package learnc.runtime.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.SystemCall;

/// What happens to a call instead of the call.
public sealed interface Fault {

    /// Which calls.
    Selector selector();

    /// As it would be written on the command line, with the option's name.
    String asAsked();

    /// The kernel seems to refuse it, or to be slow.
    ///
    /// @param errno             what the call returns; null when it is made after all
    /// @param delayNanoseconds  how long the call takes before that
    record Injected(Selector selector, Errno errno, long delayNanoseconds) implements Fault {
        @Override
        public String asAsked() {
            return "--inject " + selector + (errno == null ? "" : ":error=" + errno) + (delayNanoseconds == 0 ? "" : ":delay=" + delayNanoseconds / 1_000_000 + "ms");
        }
    }

    /// It is not made, and seems to have succeeded.
    record Skipped(Selector selector) implements Fault {
        @Override
        public String asAsked() {
            return "--skip " + selector;
        }
    }

    /// chroot(2) to the same directory is called instead of pivot_root(2), and the old root stays where it is.
    record Chrooted(Selector selector) implements Fault {
        @Override
        public String asAsked() {
            return "--instead " + selector + "=chroot";
        }
    }

    /// A call seems to have succeeded, and is made only after another one.
    ///
    /// @param until after the first call that fits from then on
    record Held(Selector selector, Selector until) implements Fault {
        @Override
        public String asAsked() {
            return "--hold " + selector + UNTIL + until;
        }
    }

    /// Reads the value of `--inject`: `pivot_root:error=EINVAL`, `mount:target=/proc:when=1:delay=2s`.
    ///
    /// @throws IllegalArgumentException when it makes no sense; the message says why
    static Fault injected(String text) {
        var words = new ArrayList<String>(Arrays.asList(text.split(":")));
        String error = taken(words, "error");
        String delay = taken(words, "delay");
        if (error == null && delay == null) {
            throw new IllegalArgumentException("'" + text + "' says nothing that could happen: add :error=EPERM, or :delay=200ms");
        }
        return new Injected(Selector.of(words), error == null ? null : errno(error), delay == null ? 0 : nanoseconds(delay));
    }

    /// Reads the value of `--skip`: `mount:propagation=private`.
    ///
    /// @throws IllegalArgumentException when it makes no sense, or when learnc could not go on without the call's result
    static Fault skipped(String text) {
        var selector = Selector.of(List.of(text.split(":")));
        if (isNeeded(selector.systemCall())) {
            throw new IllegalArgumentException("a " + selector.systemCall().manualName() + " cannot be left out: what comes after it needs its result. `--inject "
                    + text + ":error=EPERM` makes it fail instead");
        }
        return new Skipped(selector);
    }

    private static boolean isNeeded(SystemCall systemCall) {
        return NEEDED.contains(systemCall) || systemCall.returns() != SystemCall.Returns.NUMBER;
    }

    /// Reads the value of `--instead`: `pivot_root=chroot` is the only one that there is.
    ///
    /// @throws IllegalArgumentException for any other
    static Fault instead(String text) {
        if (!text.equals("pivot_root=chroot")) {
            throw new IllegalArgumentException("'" + text + "' is not to be had: pivot_root=chroot is");
        }
        return new Chrooted(Selector.of(List.of("pivot_root")));
    }

    /// Reads the value of `--hold`: `write:path=*/pids.max:until=execve`, `setresuid:until=capset`. What stands behind `until=` is the other
    /// call, with conditions of its own. A write is one of learnc's own unless `door=` says otherwise.
    ///
    /// @throws IllegalArgumentException when it makes no sense, or when what comes in between needs the call's result
    static Fault held(String text) {
        int until = text.indexOf(UNTIL);
        if (until < 1) {
            throw new IllegalArgumentException("'" + text + "': a call is held back until after another one, as setresuid:until=capset");
        }
        var words = new ArrayList<String>(Arrays.asList(text.substring(0, until).split(":")));
        if (words.getFirst().equals("write") && words.stream().noneMatch(word -> word.startsWith("door="))) {
            words.add("door=host");
        }
        var selector = Selector.of(words);
        if (isNeeded(selector.systemCall())) {
            throw new IllegalArgumentException("a " + selector.systemCall().manualName() + " cannot be held back: what comes in between needs its result");
        }
        return new Held(selector, Selector.of(List.of(text.substring(until + UNTIL.length()).split(":"))));
    }

    /// Reads the value of `--swap`: `setresuid,capset`. The first is held back until after the second.
    ///
    /// @throws IllegalArgumentException when it makes no sense, or when what comes in between needs the first one's result
    static Fault swapped(String text) {
        int comma = text.indexOf(',');
        if (comma < 1) {
            throw new IllegalArgumentException("'" + text + "' are no two calls: setresuid,capset are");
        }
        return held(text.substring(0, comma) + UNTIL + text.substring(comma + 1));
    }

    /// Stands between a call that is held back and the one that it is held back for.
    String UNTIL = ":until=";

    /// Calls whose answer lies in memory, or without which there is nobody to go on.
    Set<SystemCall> NEEDED = EnumSet.of(SystemCall.CLONE3, SystemCall.EXECVE, SystemCall.EXECVEAT, SystemCall.EXIT_GROUP, SystemCall.READ,
            SystemCall.GETDENTS64, SystemCall.STATX, SystemCall.STATFS, SystemCall.FSTATFS, SystemCall.READLINKAT, SystemCall.GETXATTR, SystemCall.LGETXATTR,
            SystemCall.FGETXATTR, SystemCall.LLISTXATTR, SystemCall.FLISTXATTR, SystemCall.PIPE2, SystemCall.PPOLL, SystemCall.EPOLL_PWAIT, SystemCall.GETCWD,
            SystemCall.WAITID, SystemCall.WAIT4, SystemCall.GETPID, SystemCall.GETPPID, SystemCall.GETTID, SystemCall.GETUID, SystemCall.GETEUID, SystemCall.GETGID,
            SystemCall.GETGROUPS, SystemCall.CAPGET, SystemCall.UNAME, SystemCall.SOCKETPAIR, SystemCall.SENDTO, SystemCall.RECVFROM, SystemCall.SENDMSG,
            SystemCall.RECVMSG, SystemCall.GETSOCKNAME, SystemCall.GETSOCKOPT, SystemCall.ARCH_PRCTL, SystemCall.RSEQ, SystemCall.SENDFILE,
            SystemCall.COPY_FILE_RANGE, SystemCall.SPLICE, SystemCall.IOCTL, SystemCall.FCNTL);

    private static String taken(List<String> words, String name) {
        for (String word : words) {
            if (word.startsWith(name + "=")) {
                words.remove(word);
                return word.substring(name.length() + 1);
            }
        }
        return null;
    }

    private static Errno errno(String name) {
        try {
            return Errno.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("'" + name + "' is no errno: EPERM and ENOENT are (errno(3) has them all)", unknown);
        }
    }

    private static long nanoseconds(String text) {
        try {
            if (text.endsWith("ms")) {
                return Math.multiplyExact(Long.parseUnsignedLong(text.substring(0, text.length() - 2)), 1_000_000L);
            }
            if (text.endsWith("s")) {
                return Math.multiplyExact(Long.parseUnsignedLong(text.substring(0, text.length() - 1)), 1_000_000_000L);
            }
        } catch (NumberFormatException | ArithmeticException notOne) {
            // Refused below, as what has no unit.
        }
        throw new IllegalArgumentException("'delay=" + text + "' is no time: delay=200ms or delay=2s is");
    }
}
