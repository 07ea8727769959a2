package learnc.runtime.trace.step;

import java.util.function.Predicate;

import learnc.runtime.trace.Event;

/// What a front end says when a call waits at the gate. All but [Quit] and [Undo] let it through.
public sealed interface Answer {

    /// Only this call: the next one waits again.
    record Next() implements Answer {
    }

    /// All until one that matters.
    ///
    /// @param matters whether to wait before the call that is coming
    record NextMatching(Predicate<Event> matters) implements Answer {
    }

    /// All until the next stage begins.
    record NextStage() implements Answer {
    }

    /// All until the call with this number.
    ///
    /// @param step from 1
    record Until(long step) implements Answer {
    }

    /// All until a breakpoint, or the end.
    record Continue() implements Answer {
    }

    /// Gives the run up: this call is not made, and everything is taken back without waiting again.
    record Quit() implements Answer {
    }

    /// Gives the run up, and waits before each call that takes something back.
    record Undo() implements Answer {
    }
}
