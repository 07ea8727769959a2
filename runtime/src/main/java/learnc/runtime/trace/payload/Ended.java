package learnc.runtime.trace.payload;

import java.util.function.LongFunction;
import learnc.runtime.trace.Event;

/// A call that is over, or is told of before it is: what had to be learned while its thread stood still. It is put into words when
/// somebody writes them, and not before.
///
/// @param words      finds the words
/// @param thread     who has made the call
/// @param call       which
/// @param texts      how its arguments read; null where only the words of the call itself are needed
/// @param duration   in nanoseconds
/// @param resultText how the result reads; null when only the result itself is needed
/// @param result     null when the call has not returned
record Ended(Words words, Tracee.Identity thread, Ongoing call, String[] texts, long duration, String resultText, Long result) implements LongFunction<Event> {

    @Override
    public Event apply(long sequence) {
        String text = resultText == null ? words.result(call, result) : resultText;
        return Events.of(sequence, thread, call, words.complete(call, texts), duration, text, result);
    }
}
