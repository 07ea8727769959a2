package learnc.lessons.cli;

import java.util.List;

import learnc.runtime.cli.MoreCommands;

/// The commands of this module. A new one is one word in [#names] and one line in [#command].
public final class LessonsCommands implements MoreCommands {

    @Override
    public List<String> names() {
        return List.of("lesson", "notebook", "jshell");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "lesson" -> new LessonCommand();
            case "notebook" -> new NotebookCommand();
            case "jshell" -> new JShellCommand();
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }
}
