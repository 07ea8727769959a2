package learnc.runtime.spec;

/// How the container's program is connected with the user.
///
/// @param isInteractive standard input is handed on (`-i`); otherwise it is empty
/// @param hasTerminal   the program gets a terminal of its own (`-t`)
public record Terminal(boolean isInteractive, boolean hasTerminal) {
}
