package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import learnc.runtime.spec.Failure;
import picocli.CommandLine.ExitCode;

/// From what the user has said to what is meant. A value that means nothing is a usage error (2) that names its option.
final class Said {

    private Said() {
    }

    /// The meaning of one value; null where none was given.
    static <T> T once(String option, String text, Function<String, T> meaning) {
        try {
            return text == null ? null : meaning.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw misuse(option + ": " + wrong.getMessage());
        }
    }

    /// The meanings of the values of an option that can be repeated.
    static <T> List<T> each(String option, List<String> texts, Function<String, T> meaning) {
        var meanings = new ArrayList<T>(texts.size());
        for (String text : texts) {
            meanings.add(once(option, text, meaning));
        }
        return meanings;
    }

    /// The command line makes no sense, for the reason that the message tells.
    static Failure misuse(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }
}
