package learnc.runtime.trace.step;

/// Someone who sits at the gate. Called by whichever thread wants to make a call, one at a time.
public interface FrontEnd {

    /// Shows a call that is about to be made, and says what is to happen. May take as long as it likes, but comes back soon once
    /// [Pause#isMoot()] is true; its answer then counts for nothing.
    Answer ask(Pause pause);

    /// Gives the terminal back as it was found: somebody else uses it now, until the next question.
    void letGo();
}
