package learnc.runtime.trace.shell;

/// A path as a word of a command.
///
/// @param typed    as a person types it
/// @param scripted the same for a script, which does not know whether the image has a symlink on the way that leads out of it
record PathWord(String typed, String scripted) {

    @Override
    public String toString() {
        return typed;
    }
}
