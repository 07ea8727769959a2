package learnc.viewer.strace;

/// One line of a log, taken apart as far as that is possible without the lines before it.
sealed interface StraceLine {

    /// Who, and when.
    ///
    /// @param number  of the line, from 1
    /// @param thread  0 where the line does not say it
    /// @param program empty where the line does not say it
    /// @param micros  the time; 0 where the line does not say it
    record Front(long number, int thread, String program, long micros) {
    }

    /// Who, and when.
    Front front();

    /// A whole call, or the end of one that [Begun] began: everything behind the bracket.
    ///
    /// @param text the call from its name on
    record Whole(Front front, String text) implements StraceLine {
    }

    /// `read(3,  <unfinished ...>`: another thread had something to say.
    ///
    /// @param text the call so far
    record Begun(Front front, String text) implements StraceLine {
    }

    /// `<... read resumed>"abc", 3) = 3 <0.000012>`.
    ///
    /// @param text what follows on what was said when it began
    record Resumed(Front front, String name, String text) implements StraceLine {
    }

    /// `+++ exited with 0 +++`: the thread is no more.
    record Ended(Front front) implements StraceLine {
    }

    /// A signal, a dump of bytes, a line of a stack trace, a remark of strace: no call.
    record Aside(Front front) implements StraceLine {
    }
}
