package learnc.runtime.trace;

import java.util.List;
import learnc.runtime.kernel.Why;

/// What one [Why] says, read once.
///
/// @param why     what a call is for
/// @param without what would be different without it
/// @param calls   which calls; empty for all
/// @param about   a piece of an argument's text; empty for any
record Reason(String why, String without, List<String> calls, String about) {

    static Reason of(Why why) {
        return new Reason(why.value(), why.without(), List.of(why.call()), why.about());
    }

    /// How exactly it speaks about this call: −1 not at all, 0 as about any call of its method, more for a name and for an argument.
    int exactness(Event event) {
        if (!calls.isEmpty() && !calls.contains(event.systemCall()) || !about.isEmpty() && !isAbout(event, about)) {
            return -1;
        }
        return (calls.isEmpty() ? 0 : 1) + (about.isEmpty() ? 0 : 2);
    }

    /// Whether an argument of the call has this in its text.
    static boolean isAbout(Event event, String piece) {
        for (Event.Value argument : event.arguments()) {
            if (argument.text().contains(piece)) {
                return true;
            }
        }
        return false;
    }

    /// The same with the text of the caller where it is wanted. A caller who begins with the same verb says enough.
    Reason within(Reason caller) {
        String joined = firstWord(why).equals(firstWord(caller.why)) ? caller.why : why.replace(Why.CALLER, inside(caller.why));
        return new Reason(joined, without.replace(Why.CALLER, caller.without), calls, about);
    }

    private static String firstWord(String sentence) {
        int end = sentence.indexOf(' ');
        return end < 0 ? sentence : sentence.substring(0, end);
    }

    /// A sentence as the second part of another: every one of them begins with a verb.
    private static String inside(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    boolean needsCaller() {
        return why.contains(Why.CALLER) || without.contains(Why.CALLER);
    }
}
