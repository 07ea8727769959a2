package learnc.labs.progress;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was done in one lab.
///
/// @param started   the day, as 2026-01-31; empty before the lab was started
/// @param attempts  how often it was checked
/// @param best      the most points that an attempt has won
/// @param hints     how many were shown
/// @param passed    the day; empty before
/// @param hasGivenUp whether the solution was shown before it was passed
public record Done(String started, int attempts, int best, int hints, String passed, boolean hasGivenUp) {

    /// Nothing yet.
    public static final Done NOTHING = new Done("", 0, 0, 0, "", false);

    /// The lab was started.
    public Done startedOn(String day) {
        return started.isEmpty() ? new Done(day, attempts, best, hints, passed, hasGivenUp) : this;
    }

    /// One more attempt.
    public Done attempted(String day, int score, boolean isPassed) {
        return new Done(started, attempts + 1, Math.max(best, score), hints, passed.isEmpty() && isPassed ? day : passed, hasGivenUp);
    }

    /// One more hint was shown.
    public Done helped() {
        return new Done(started, attempts, best, hints + 1, passed, hasGivenUp);
    }

    /// The solution was shown.
    public Done givenUp() {
        return new Done(started, attempts, best, hints, passed, true);
    }

    /// `started=2026-01-31 attempts=3 best=8 hints=1`
    String line() {
        var words = new LinkedHashMap<String, String>();
        words.put("started", started);
        words.put("attempts", String.valueOf(attempts));
        words.put("best", String.valueOf(best));
        words.put("hints", String.valueOf(hints));
        words.put("passed", passed);
        words.put("gave-up", hasGivenUp ? "yes" : "");
        var line = new StringBuilder();
        words.forEach((name, value) -> line.append(value.isEmpty() ? "" : " " + name + "=" + value));
        return line.toString().strip();
    }

    /// Reads such a line. What makes no sense counts as nothing.
    static Done of(String line) {
        var words = new LinkedHashMap<String, String>();
        for (String word : line.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        return new Done(words.getOrDefault("started", ""), number(words, "attempts"), number(words, "best"), number(words, "hints"),
                words.getOrDefault("passed", ""), words.getOrDefault("gave-up", "").equals("yes"));
    }

    private static int number(Map<String, String> words, String name) {
        String text = words.getOrDefault(name, "0");
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
