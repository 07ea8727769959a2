package learnc.runtime.trace;

import java.io.IOException;

/// Someone who wants to know every event. Called by one thread at a time.
public interface EventWriter {

    /// Whether it has a use for [Event#explanation()]: to find the words costs a little.
    default boolean wantsExplanations() {
        return true;
    }

    /// Whether it has a use for [Event.Value#flags()] and [Event.Value#bytes()], which cost a little, too.
    default boolean wantsDetails() {
        return true;
    }

    /// Whether it writes where the program itself may write. What was written must then be visible before the program starts.
    default boolean sharesItsPlace() {
        return false;
    }

    /// The trace begins.
    void begin(Header header) throws IOException;

    /// A call is about to be made after which somebody else may write to the same place (execve(2)), or that may take long.
    /// What was written must be visible now.
    default void beforeSilence(Event unfinished) throws IOException {
        flush();
    }

    /// Whether it has a use for [#begun(Event)].
    default boolean wantsBegun() {
        return false;
    }

    /// The program has begun a call, and something else happens before it ends. Arguments that the kernel has yet to fill read `…`.
    default void begun(Event unfinished) throws IOException {
    }

    /// A call was made.
    void write(Event event) throws IOException;

    /// What is there after an event: enough to understand the changes of all that follow.
    ///
    /// @param after the number of that event; 0 before the first
    default void keyframe(long after, State state) throws IOException {
    }

    /// Everything that was written must be visible now.
    void flush() throws IOException;

    /// The trace is over.
    ///
    /// @param events how many there were
    void end(long events) throws IOException;
}
