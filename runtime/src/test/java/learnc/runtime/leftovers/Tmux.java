package learnc.runtime.leftovers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A terminal with somebody in front of it: tmux(1) shows what a program draws, and types.
final class Tmux implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 200;

    private final Path home;
    private final Path socket;
    private boolean isHungUp;

    /// Starts a program in a new terminal.
    ///
    /// @param folder for tmux' own files
    Tmux(Path folder, int columns, int rows, List<String> command) throws IOException {
        home = Files.createTempDirectory(folder, "tmux");
        socket = home.resolve("s");
        Path settings = Files.writeString(home.resolve("settings"), "set -g status off\n");
        // tmux hands on only short commands, and sometimes forgets how one has ended. The screen stays as long as somebody is there.
        // A shell that has its own word for SIGHUP lives to tell the end, and its children are as they would be without it.
        Path start = Files.writeString(home.resolve("start"), "echo $$ >" + home + "/pid\nexec "
                + String.join(" ", command.stream().map(Tmux::quoted).toList()) + "\n");
        Path all = Files.writeString(home.resolve("all"), "trap : HUP\nsh " + start + "\necho $? >" + home + "/e && mv " + home + "/e " + home + "/exit\nexec cat\n");
        tmux("-f", settings.toString(), "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "sh", all.toString());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// The number of the session in which the program runs; a shell of ours leads it.
    long session() {
        return Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
    }

    /// The number of the program's process; ask for it when something of it is to be seen.
    long process() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("pid")).strip());
    }

    /// Types keys: single characters, or names as `Enter`, `Left`, `C-c`.
    Tmux keys(String... keys) {
        var words = new ArrayList<>(List.of("send-keys"));
        words.addAll(Arrays.asList(keys));
        tmux(words.toArray(String[]::new));
        return this;
    }

    /// Types a text as it is.
    Tmux text(String text) {
        tmux("send-keys", "-l", text);
        return this;
    }

    /// Closes the window, as the user's mouse would: Linux sends SIGHUP to who is in front of it, and nobody can write there any more.
    void hangUp() {
        isHungUp = true;
        tmux("kill-session");
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /// What is on the screen now.
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /// Waits until all of these are on the screen.
    String sees(String... texts) {
        return sees(screen -> Arrays.stream(texts).allMatch(screen::contains), String.join(" and ", texts));
    }

    /// Waits until the screen is as wanted.
    ///
    /// @param what for the message
    String sees(Predicate<String> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String screen = screen();
        while (!wanted.test(screen)) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + what + " on\n" + screen);
            screen = screen();
        }
        return screen;
    }

    /// Waits for the program's end.
    int exitCode() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(home.resolve("exit"))) {
            assertTrue(System.nanoTime() < deadline, () -> "the program does not end" + (isHungUp ? "" : "; it shows\n" + screen()));
            Thread.onSpinWait();
        }
        return Integer.parseInt(Files.readString(home.resolve("exit")).strip());
    }

    private String tmux(String... words) {
        var command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(Arrays.asList(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeAll(List.of("TMUX", "NO_COLOR", "VISUAL", "EDITOR", "PAGER"));
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor() == 0, () -> String.join(" ", command) + ": " + said);
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException impatient) {
            throw new IllegalStateException(impatient);
        }
    }

    /// Ends the terminal, and with it what still runs there.
    @Override
    public void close() {
        if (!isHungUp) {
            tmux("kill-server");
        }
    }
}
