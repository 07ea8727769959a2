package learnc.runtime.trace;

import java.util.List;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;

/// Someone who looks at the kernel after each call, to tell what the call has changed. Called by one thread at a time.
public interface Observer extends AutoCloseable {

    /// What is there before the first call. Called once, first.
    State first();

    /// What has changed since the last look, as far as this call can have changed it.
    ///
    /// @param call   a call that has come back and was not refused
    /// @param result what it returned
    List<Change> after(Actor actor, Call call, long result);

    /// Everything that is known after the last look.
    State now();

    /// Looks no more.
    @Override
    void close();
}
