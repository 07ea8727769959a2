package learnc.runtime.kernel;

/// Where a new puppet sits: its page, its socket, and how it finds out that learnc has died.
///
/// @param page   address of the memory that it shares with learnc; the first seven words are the record of a call
/// @param socket descriptor on which it waits for the next record
/// @param peer   the other end, which the new process must close to see its end of file
/// @param parent the number that getppid(2) must return: learnc's, or 0 in a PID namespace of its own
public record Seat(long page, int socket, int peer, int parent) {
}
