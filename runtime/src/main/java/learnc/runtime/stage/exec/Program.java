package learnc.runtime.stage.exec;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;

/// What is to be executed, and as whom.
///
/// @param command          the program and its arguments, never empty, never split on spaces
/// @param workingDirectory absolute
/// @param user             `user[:group]`, names or numbers; empty means root
/// @param furtherGroups    names or numbers
/// @param rights           what it may do
/// @param terminal         how it is connected with the user
public record Program(List<String> command, String workingDirectory, String user, List<String> furtherGroups, Rights rights,
                      Terminal terminal) {

    /// The image's program, changed as the user wants it.
    ///
    /// @throws Failure when neither names a program
    public static Program of(ImageConfig config, ContainerRequest request) {
        return new Program(command(config, request), workingDirectory(config, request),
                request.user() == null ? config.user() : request.user(), request.furtherGroups(), request.rights(), request.terminal());
    }

    /// Entrypoint, then command. The user's arguments replace the image's command; the user's entrypoint replaces both.
    static List<String> command(ImageConfig config, ContainerRequest request) {
        var command = new ArrayList<String>();
        if (request.entrypoint() == null) {
            command.addAll(config.entrypoint());
        } else if (!request.entrypoint().isEmpty()) {
            command.add(request.entrypoint());
        }
        boolean usesOwnCmd = request.arguments().isEmpty() && request.entrypoint() == null;
        command.addAll(usesOwnCmd ? config.cmd() : request.arguments());
        if (command.isEmpty()) {
            throw new Failure("no program to run: the image names none, and the command line neither"
                    + "\n  try: learnc run " + request.image() + " sh");
        }
        return List.copyOf(command);
    }

    private static String workingDirectory(ImageConfig config, ContainerRequest request) {
        String wanted = request.workingDirectory() == null ? config.workingDirectory() : request.workingDirectory();
        if (wanted.isEmpty()) {
            return "/";
        }
        if (!wanted.startsWith("/")) {
            throw new Failure("the working directory '" + wanted + "' is not an absolute path\n  try: --workdir /" + wanted);
        }
        return wanted;
    }
}
