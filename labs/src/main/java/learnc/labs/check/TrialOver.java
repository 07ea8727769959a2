package learnc.labs.check;

/// The trial cannot go on, and the student's work is the reason: what has no verdict yet has failed.
public final class TrialOver extends RuntimeException {

    TrialOver(String message) {
        super(message);
    }
}
