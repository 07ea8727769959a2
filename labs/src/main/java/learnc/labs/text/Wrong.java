package learnc.labs.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Failure;

/// A typical wrong solution, and what the grader must say to it.
///
/// @param folder   its files, which replace those of the solution
/// @param expected in the order of its file `expect`
public record Wrong(Path folder, List<Expected> expected) {

    /// The name of the file that says what is expected. It is no part of the solution.
    public static final String EXPECT = "expect";

    /// A check that must fail, and words that must be in what it says.
    ///
    /// @param id    of the check
    /// @param words in its message (expected, got and why together)
    public record Expected(String id, String words) {
    }

    static Wrong read(Path folder) {
        try {
            var expected = new ArrayList<Expected>();
            for (String line : Files.readAllLines(folder.resolve(EXPECT))) {
                int colon = line.indexOf(':');
                if (!line.isBlank() && colon < 0) {
                    throw new Failure(folder + "/" + EXPECT + ": '" + line + "' is not of the form 'id: words'");
                }
                if (!line.isBlank()) {
                    expected.add(new Expected(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
                }
            }
            return new Wrong(folder, List.copyOf(expected));
        } catch (IOException refused) {
            throw new Failure("cannot read " + refused.getMessage(), refused);
        }
    }

    /// `wrong-after-the-move`
    public String name() {
        return folder.getFileName().toString();
    }
}
