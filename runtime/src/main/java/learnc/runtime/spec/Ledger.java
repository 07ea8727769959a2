package learnc.runtime.spec;

/// The book of what a run makes on the host.
///
/// Told *before* the thing is made, so that a run that is killed in between leaves a note about everything that may be
/// there. Undoing goes backwards through it.
public interface Ledger {

    /// Writes down what is about to be made.
    void willMake(Made thing);
}
