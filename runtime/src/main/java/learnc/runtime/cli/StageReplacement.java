package learnc.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import learnc.runtime.ContainerRun;
import learnc.runtime.own.OwnMethod;
import learnc.runtime.own.OwnRun;
import learnc.runtime.own.Source;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Stage;
import learnc.runtime.stage.pull.PullSettings;

/// What `--stage NAME=FILE` means. Loaded only where the option is given.
final class StageReplacement {

    private StageReplacement() {
    }

    /// A run in which the methods of these files stand in for stages.
    ///
    /// @throws learnc.runtime.spec.Failure with 2 when a word makes no sense, with 125 when a file does not compile
    static ContainerRun run(List<String> words, Doors doors, Places places, PullSettings registries, Consumer<String> remarks) {
        return new OwnRun(doors.host(), doors.linux(), places, registries, remarks, methods(words));
    }

    private static Map<Stage, OwnMethod> methods(List<String> words) {
        var own = new EnumMap<Stage, OwnMethod>(Stage.class);
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1) {
                throw Said.misuse("--stage: '" + word + "' is not of the form NAME=FILE, as cgroups=MyCgroups.java");
            }
            own.put(stage(word.substring(0, equals)), OwnMethod.of(stage(word.substring(0, equals)), source(word.substring(equals + 1))));
        }
        return own;
    }

    private static Stage stage(String name) {
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(name)) {
                return stage;
            }
        }
        throw Said.misuse("--stage: there is no stage '" + name + "'; there are "
                + Arrays.stream(Stage.values()).map(Stage::word).collect(Collectors.joining(", ")));
    }

    private static Source source(String file) {
        try {
            return Ready.source(file, Files.readString(Path.of(file)));
        } catch (IOException refused) {
            throw Said.misuse("--stage: cannot read " + refused.getMessage());
        }
    }
}
