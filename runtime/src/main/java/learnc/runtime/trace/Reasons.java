package learnc.runtime.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.SystemCall;

/// Why the kernel has said no: what stands beside the system call in the code.
///
/// A look-up is slow, and some refusals are everyday answers that every run gets and lives with: is this file there, may this
/// path be masked, is this group empty yet. They are shown without a reason. Where such a no ends a run, the reason stands in
/// the message of the failure.
final class Reasons {

    private record Key(SystemCall systemCall, Errno errno) {
    }

    private final Map<Key, Event.Refusal> known = new ConcurrentHashMap<>();

    /// A refusal of which only the name is known.
    static Event.Refusal unexplained(long result) {
        Errno errno = Errno.of(-result);
        return new Event.Refusal(errno.name(), errno.meaning(), null, null);
    }

    /// The same event with the reason of its refusal.
    Event explained(Event event, SystemCall systemCall) {
        Errno errno = Errno.valueOf(event.refusal().errno());
        if (isEveryday(systemCall, errno)) {
            return event;
        }
        return event.with(known.computeIfAbsent(new Key(systemCall, errno), Reasons::lookUp));
    }

    /// Whether this is an answer and no trouble.
    static boolean isEveryday(SystemCall systemCall, Errno errno) {
        return switch (systemCall) {
            case FACCESSAT2, READLINKAT, STATX, OPENAT2, MOUNT -> errno == Errno.ENOENT || errno == Errno.ENOTDIR;
            case MKDIRAT -> errno == Errno.EEXIST;
            case UNLINKAT -> errno == Errno.EBUSY || errno == Errno.ENOENT;
            case UMOUNT2, RSEQ -> errno == Errno.EINVAL;
            case PIDFD_OPEN -> errno == Errno.ESRCH;
            default -> false;
        };
    }

    private static Event.Refusal lookUp(Key key) {
        Refused expected = new KernelRefusal(Call.of(key.systemCall), key.errno, "").expected();
        return new Event.Refusal(key.errno.name(), key.errno.meaning(), expected == null ? null : expected.because(),
                expected == null ? null : expected.remedy());
    }
}
