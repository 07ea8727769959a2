package learnc.lessons.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import learnc.runtime.spec.Failure;

/// Who uses the notebook: the server runs as this user, and the files are this user's.
///
/// @param name  of the account
/// @param uid   its number
/// @param gid   of its group
/// @param home  where the student's folder is, unless another is named
public record Person(String name, int uid, int gid, Path home) {

    /// Linux' own name for nobody in particular.
    static final int NOBODY = 65534;

    /// Who called: the user who said `sudo`; with a shell of root's own, nobody; else the user who runs this.
    ///
    /// @param environment of the process
    /// @param ownUid      the user that it runs as
    /// @param forNobody   the home of nobody, which has none
    public static Person caller(Map<String, String> environment, int ownUid, Path forNobody) {
        String sudo = environment.get("SUDO_UID");
        if (ownUid == 0 && (sudo == null || sudo.equals("0"))) {
            return new Person("nobody", NOBODY, NOBODY, forNobody);
        }
        return withUid(ownUid == 0 ? Integer.parseInt(sudo) : ownUid);
    }

    private static Person withUid(int uid) {
        for (String line : accounts(uid)) {
            String[] parts = line.split(":");
            if (parts.length > 5 && parts[2].equals(Integer.toString(uid))) {
                return new Person(parts[0], uid, Integer.parseInt(parts[3]), Path.of(parts[5]));
            }
        }
        throw new Failure("there is no account with the number " + uid + "\n  try: name your folder with --folder, and call as another user");
    }

    /// Accounts that are not in the file (LDAP) are asked for by a program of the C library.
    private static List<String> accounts(int uid) {
        try {
            var lines = new ArrayList<>(Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1));
            if (lines.stream().noneMatch(line -> line.split(":").length > 2 && line.split(":")[2].equals(Integer.toString(uid)))) {
                Process getent = new ProcessBuilder("getent", "passwd", Integer.toString(uid)).start();
                lines.addAll(new String(getent.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList());
            }
            return lines;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// Makes the student's folder, if it is missing, and those above it below the home.
    ///
    /// @param isRoot whether we are, so that it must be given away
    public void makeFolder(Path folder, boolean isRoot) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            makeFolder(folder.getParent(), isRoot);
        }
        Files.createDirectory(folder);
        if (isRoot) {
            Files.setAttribute(folder, "unix:uid", uid);
            Files.setAttribute(folder, "unix:gid", gid);
        }
    }

    /// This person, if it can read the program. Where that belongs to root alone, another user could not even start it: then it is root's
    /// number, which owns root's files, but has none of root's capabilities either.
    public Person whoCanRead(List<String> files) throws IOException, InterruptedException {
        var look = new ArrayList<>(running(List.of("sh", "-c", "for file; do [ -r \"$file\" ] || exit 1; done", "sh")));
        files.stream().filter(file -> Files.exists(Path.of(file))).forEach(look::add);
        boolean canRead = new ProcessBuilder(look).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        return canRead ? this : new Person("root", 0, 0, home);
    }

    /// A command so that it runs as this person, with no capability and no way to one.
    List<String> running(List<String> command) {
        var words = new ArrayList<>(List.of("setpriv"));
        if (uid != 0) {
            words.addAll(List.of("--reuid=" + uid, "--regid=" + gid, uid == NOBODY ? "--clear-groups" : "--init-groups"));
        }
        words.addAll(WITHOUT_RIGHTS);
        words.addAll(command);
        return words;
    }

    private static final List<String> WITHOUT_RIGHTS = List.of("--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--");
}
