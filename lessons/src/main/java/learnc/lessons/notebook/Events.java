package learnc.lessons.notebook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells all tabs that show a notebook what happens in it.
///
/// Events are numbered, and so is an answer that tells everything: a tab can see that it has missed nothing, or that an event was faster
/// than an answer. What a cell prints does not count, because at its end the cell tells all of it again.
final class Events {

    /// A tab.
    interface Listener {
        /// Takes an event, at once: who is slow must keep it.
        ///
        /// @param name of the event, as `cell`
        /// @param json what it says
        /// @param told how many have been told with it
        void take(String name, String json, long told);
    }

    /// What a new listener hears first.
    static final String BEGUN = "begun";
    static final String OUTPUT = "output";

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long told;

    synchronized void add(Listener listener) {
        listener.take(BEGUN, "{}", told);
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    int count() {
        return listeners.size();
    }

    synchronized long told() {
        return told;
    }

    synchronized void send(String name, String json) {
        told += name.equals(OUTPUT) ? 0 : 1;
        for (Listener listener : listeners) {
            listener.take(name, json, told);
        }
    }
}
