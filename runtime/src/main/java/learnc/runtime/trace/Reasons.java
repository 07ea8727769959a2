package learnc.runtime.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.SystemCall;

/// Why the kernel has said no: what stands beside the system call in the code. Looked up once for each call and errno, because
/// some refusals are everyday answers ("does this file exist?").
final class Reasons {

    private record Key(SystemCall systemCall, Errno errno) {
    }

    private final Map<Key, Event.Refusal> known = new ConcurrentHashMap<>();

    /// A refusal of which only the name is known.
    static Event.Refusal unexplained(long result) {
        Errno errno = Errno.of(-result);
        return new Event.Refusal(errno.name(), errno.meaning(), null, null);
    }

    /// The same event with the reason of its refusal; an everyday answer, such as "no" to "is it there?", needs none.
    Event explained(Event event, SystemCall systemCall) {
        Errno errno = Errno.valueOf(event.refusal().errno());
        if (isEveryday(systemCall, errno)) {
            return event;
        }
        return event.with(known.computeIfAbsent(new Key(systemCall, errno), Reasons::lookUp));
    }

    private static boolean isEveryday(SystemCall systemCall, Errno errno) {
        return switch (systemCall) {
            case FACCESSAT2, READLINKAT, STATX -> errno == Errno.ENOENT || errno == Errno.ENOTDIR;
            case MKDIRAT -> errno == Errno.EEXIST;
            case RSEQ -> true;
            default -> false;
        };
    }

    private static Event.Refusal lookUp(Key key) {
        Refused expected = new KernelRefusal(Call.of(key.systemCall), key.errno, "").expected();
        return new Event.Refusal(key.errno.name(), key.errno.meaning(), expected == null ? null : expected.because(),
                expected == null ? null : expected.remedy());
    }
}
