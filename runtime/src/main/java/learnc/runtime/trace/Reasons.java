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

    /// The refusal in words.
    Event.Refusal of(Call call, long result) {
        Errno errno = Errno.of(-result);
        return known.computeIfAbsent(new Key(call.systemCall(), errno), key -> explained(call, errno));
    }

    private static Event.Refusal explained(Call call, Errno errno) {
        Refused expected = new KernelRefusal(call, errno, "").expected();
        return new Event.Refusal(errno.name(), errno.meaning(), expected == null ? null : expected.because(),
                expected == null ? null : expected.remedy());
    }
}
