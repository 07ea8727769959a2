package learnc.labs.classroom;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Failure;

/// A solution that became a task: what stands between a line with `BEGIN SOLUTION` and one with `END SOLUTION` is left out, and in its
/// place stands a line that says so.
public final class Stripped {

    private static final String BEGIN = "BEGIN SOLUTION";
    private static final String END = "END SOLUTION";

    private Stripped() {
    }

    /// The text for students.
    ///
    /// @param name of the file, for complaints
    /// @throws Failure when a region has no end, or no beginning
    public static String of(String name, String text) {
        var kept = new ArrayList<String>();
        boolean isInside = false;
        for (String line : text.split("\n", -1)) {
            if (line.contains(BEGIN) || line.contains(END)) {
                if (line.contains(BEGIN) == isInside) {
                    throw new Failure(2, name + ", line '" + line.strip() + "': regions must not overlap, and each needs a beginning and an end", null);
                }
                isInside = !isInside;
                kept.addAll(isInside ? List.of(line.replace(BEGIN, "Yours to write.")) : List.of());
            } else if (!isInside) {
                kept.add(line);
            }
        }
        if (isInside) {
            throw new Failure(2, name + ": the last " + BEGIN + " has no " + END, null);
        }
        return String.join("\n", kept);
    }
}
