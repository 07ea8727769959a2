package learnc.runtime.trace.shell;

/// What a shell would be told.
///
/// @param typed    as a person types it; what begins with `#` does nothing
/// @param scripted the same for a script, where a program of the host may be out of sight; null when it does nothing there
/// @param undo     takes it back; null when it vanishes with the container
/// @param isOfHost whether it can only be done on the host, whoever makes the call
record Command(String typed, String scripted, String undo, boolean isOfHost) {

    Command(String typed, String scripted, String undo) {
        this(typed, scripted, undo, false);
    }

    static Command of(Line line) {
        return new Command(line.toString(), line.scripted(), null);
    }

    /// With an effect on the host that stays until it is taken back.
    static Command of(Line line, String undo) {
        return new Command(line.toString(), line.scripted(), undo);
    }

    /// Something to know, but nothing to do.
    static Command note(String text) {
        return new Command("# " + Word.harmless(text), null, null);
    }

    /// A call that belongs to a command that stands elsewhere.
    static Command part(String ofWhat) {
        return note("part of: " + ofWhat);
    }

    /// A call that only looks.
    static Command look(Line line) {
        return note("to look: " + line);
    }

    boolean isDone() {
        return scripted != null;
    }
}
