package learnc.lessons.notebook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells all tabs that show a notebook what happens in it.
final class Events {

    /// A tab.
    interface Listener {
        /// Takes an event, at once: who is slow must keep it.
        ///
        /// @param name of the event, as `cell`
        /// @param json what it says
        void take(String name, String json);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    int count() {
        return listeners.size();
    }

    void send(String name, String json) {
        for (Listener listener : listeners) {
            listener.take(name, json);
        }
    }
}
