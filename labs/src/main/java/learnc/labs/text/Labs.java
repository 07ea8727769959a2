package learnc.labs.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// The labs that there are: each folder `NN-topic` with a `lab.adoc` in it.
public final class Labs {

    private final Path home;

    /// @param home the directory that has the folders
    public Labs(Path home) {
        this.home = home;
    }

    /// All of them, in order.
    public List<Lab> all() {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d\\d-[a-z0-9-]+") && Files.exists(folder.resolve(Lab.TEXT)))
                    .sorted().map(Lab::read).toList();
        } catch (IOException refused) {
            throw new Failure("cannot read the labs in " + home + ": " + refused.getMessage() + "\n  try: start learnc in its project, or name the folder with --labs", refused);
        }
    }

    /// The one with that number (`4` or `04`), topic, or folder.
    ///
    /// @throws Failure with 2 when there is none
    public Lab named(String word) {
        for (Lab lab : all()) {
            if (lab.id().equals(word) || lab.id().substring(3).equals(word) || word.matches("\\d{1,2}") && Integer.parseInt(word) == Integer.parseInt(lab.number())) {
                return lab;
            }
        }
        throw new Failure(2, "there is no lab " + word + "\n  try: learnc lab ls", null);
    }
}
