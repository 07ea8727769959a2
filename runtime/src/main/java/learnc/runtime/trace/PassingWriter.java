package learnc.runtime.trace;

import java.io.IOException;

/// Hands everything on to another writer. Who changes only some of it overrides only that.
public abstract class PassingWriter implements EventWriter {

    private final EventWriter next;

    /// @param next who gets it
    protected PassingWriter(EventWriter next) {
        this.next = next;
    }

    @Override
    public boolean wantsExplanations() {
        return next.wantsExplanations();
    }

    @Override
    public boolean wantsDetails() {
        return next.wantsDetails();
    }

    @Override
    public boolean sharesItsPlace() {
        return next.sharesItsPlace();
    }

    @Override
    public void begin(Header header) throws IOException {
        next.begin(header);
    }

    @Override
    public void beforeSilence(Event unfinished) throws IOException {
        next.beforeSilence(unfinished);
    }

    @Override
    public boolean wantsBegun() {
        return next.wantsBegun();
    }

    @Override
    public void begun(Event unfinished) throws IOException {
        next.begun(unfinished);
    }

    @Override
    public void write(Event event) throws IOException {
        next.write(event);
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        next.keyframe(after, state);
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void end(long events) throws IOException {
        next.end(events);
    }
}
