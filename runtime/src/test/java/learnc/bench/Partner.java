package learnc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small C program that does something each time it is asked, so that its own start is no part of the measurement.
final class Partner implements AutoCloseable {

    /// Starts a command and waits for it, without a shell and without the JVM's helper in between.
    private static final String SPAWNER = """
            #include <spawn.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/wait.h>
            #include <unistd.h>
            extern char **environ;
            int main(int argc, char **argv) {
                char command;
                while (read(0, &command, 1) == 1) {
                    pid_t pid; int status;
                    if (posix_spawnp(&pid, argv[1], 0, 0, argv + 1, environ) != 0 || waitpid(pid, &status, 0) != pid) exit(99);
                    printf("%d\\n", status);
                    fflush(stdout);
                }
                return 0;
            }
            """;

    private final Process process;
    private final OutputStream commands;
    private final BufferedReader answers;

    private Partner(List<String> command, Path directory) throws IOException {
        process = new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = process.getOutputStream();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// A program of our own.
    static Partner ofSource(String source, Path folder, String name) throws IOException, InterruptedException {
        return new Partner(List.of(compiled(source, folder, name)), folder);
    }

    /// A program that starts a command each time.
    static Partner starting(List<String> command, Path folder) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(compiled(SPAWNER, folder, "spawner")));
        all.addAll(command);
        return new Partner(all, folder);
    }

    /// The same in a mount namespace without the second cgroup hierarchy: crun 1.8 refuses a machine that has both kinds.
    static Partner startingWithoutHybrid(List<String> command, Path folder) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("unshare", "-m", "--propagation", "private", "sh", "-c",
                "umount /sys/fs/cgroup/unified 2>/dev/null; exec \"$@\"", "sh", compiled(SPAWNER, folder, "spawner")));
        all.addAll(command);
        return new Partner(all, folder);
    }

    private static String compiled(String source, Path folder, String name) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name + ".c"), source);
        Path program = folder.resolve(name);
        if (new ProcessBuilder("cc", "-O2", "-o", program.toString(), file.toString()).inheritIO().start().waitFor() != 0) {
            throw new IOException("cc refuses " + file);
        }
        return program.toString();
    }

    /// Once more.
    ///
    /// @return the line that it answers
    String ask() throws IOException {
        commands.write('x');
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the partner has died");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
