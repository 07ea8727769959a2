package learnc.runtime.trace.shell;

/// A command while it is being written, in two versions: as one types it, and as it stands in a script, where the programs of a process
/// that has lost sight of the host's are called by `$host/NAME` (see [ShellScript]).
final class Line {

    private final StringBuilder typed = new StringBuilder();
    private final StringBuilder inScript = new StringBuilder();

    /// A program.
    Line program(String name) {
        space();
        typed.append(name);
        inScript.append("$host/").append(name);
        return this;
    }

    /// Words as they are: options, signs of the shell.
    Line as(String words) {
        space();
        typed.append(words);
        inScript.append(words);
        return this;
    }

    /// A path.
    Line path(PathWord path) {
        space();
        typed.append(path.typed());
        inScript.append(path.scripted());
        return this;
    }

    /// A text that has to be quoted.
    Line word(String text) {
        return as(Word.of(text));
    }

    /// Words that only the script needs.
    Line inScript(String words) {
        inScript.append(' ').append(words);
        return this;
    }

    /// A command that the script replaces by another.
    Line scriptedAs(String script, String asTyped) {
        typed.append(asTyped);
        inScript.append(script);
        return this;
    }

    /// A new command on a line of its own.
    Line next() {
        if (!typed.isEmpty()) {
            typed.append('\n');
            inScript.append('\n');
        }
        return this;
    }

    private void space() {
        if (!typed.isEmpty() && typed.charAt(typed.length() - 1) != '\n') {
            typed.append(' ');
            inScript.append(' ');
        }
    }

    boolean isEmpty() {
        return typed.isEmpty();
    }

    @Override
    public String toString() {
        return typed.toString();
    }

    String scripted() {
        return inScript.toString();
    }
}
