package learnc.lessons.export;

import java.nio.charset.StandardCharsets;

import learnc.lessons.cell.Semicolons;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Prediction;
import learnc.lessons.text.Lesson;

/// A script for the jshell of the JDK.
final class JshExport implements Export {

    @Override
    public byte[] bytes(Copy copy) {
        Lesson lesson = copy.lesson();
        var script = new StringBuilder("""
                // %s  %s
                //
                // For the jshell of a JDK 25 or newer, as root. Nothing protects the machine from what the lesson does, so give it
                // namespaces of its own (jshell talks to itself over the loopback device):
                //   sudo unshare --mount --uts --ipc --net --pid --cgroup --fork --mount-proc sh -c 'ip link set lo up; exec "$@"' - \\
                //     jshell -R--enable-native-access=ALL-UNNAMED --class-path "$(learnc jshell --print-class-path)" %s.jsh

                """.formatted(lesson.number(), lesson.title(), lesson.folder()));
        StartUp.statements().forEach(statement -> script.append(statement).append('\n'));
        try (var semicolons = new Semicolons()) {
            for (Cell cell : lesson.cells()) {
                script.append("\n// ---- ").append(cell.id()).append('\n').append(cell.runs() ? lines(cell, semicolons) : comment(question(Prediction.of(cell)))).append('\n');
            }
        }
        return script.append("\n/exit\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /// jshell takes a line that could be the end of a statement for its end.
    private static String lines(Cell cell, Semicolons semicolons) {
        String java = StartUp.java(cell);
        return cell.kind() == Cell.Kind.SHELL ? java
                : semicolons.in(java, false).replaceAll("\\n\\s*(?=\\.\\w)", "").replaceAll("}\\s*\\n\\s*(?=(?:else|catch|finally)\\b)", "} ");
    }

    private static String question(Prediction prediction) {
        return "Predict: " + prediction.question() + (prediction.choices().isEmpty() ? "" : "\n  " + String.join("\n  ", prediction.choices()));
    }

    private static String comment(String text) {
        return text.lines().map(line -> "// " + line).reduce((one, other) -> one + "\n" + other).orElse("");
    }
}
