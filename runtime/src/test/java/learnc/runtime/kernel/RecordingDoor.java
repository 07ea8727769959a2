package learnc.runtime.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/// A door to nowhere, for tests: it writes down every call and answers as the test wants.
///
/// Unless told otherwise a call succeeds with 0, or with the next descriptor (3, 4, …) where it returns one.
public final class RecordingDoor implements Door {

    private final List<String> transcript = new ArrayList<>();
    private final Map<SystemCall, ToLongFunction<Call>> answers = new ConcurrentHashMap<>();
    private final Actor actor;
    private int nextDescriptor = 3;

    /// A door of the host.
    public RecordingDoor() {
        this(new Actor("host", 100, 100));
    }

    /// A door of another process.
    public RecordingDoor(Actor actor) {
        this.actor = actor;
    }

    /// From now on this call is answered so. The answer may fill an [Argument.Room] of the call; a negative one is an errno.
    public RecordingDoor answer(SystemCall systemCall, ToLongFunction<Call> answer) {
        answers.put(systemCall, answer);
        return this;
    }

    /// From now on this call is refused.
    public RecordingDoor refuse(SystemCall systemCall, Errno errno) {
        return answer(systemCall, call -> -errno.number());
    }

    /// Every call so far, as [Call#toString()] writes it.
    public List<String> transcript() {
        return List.copyOf(transcript);
    }

    /// The transcript as one text, a line a call.
    public String text() {
        return String.join("\n", transcript);
    }

    @Override
    public synchronized long pass(Call call) {
        transcript.add(call.toString());
        ToLongFunction<Call> answer = answers.get(call.systemCall());
        if (answer != null) {
            return answer.applyAsLong(call);
        }
        return call.systemCall().returns() == SystemCall.Returns.DESCRIPTOR ? nextDescriptor++ : 0;
    }

    @Override
    public Actor actor() {
        return actor;
    }
}
