package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.Locale;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Finds the file of a program, as a shell does: a name with a slash is a path, any other is looked for in PATH.
public final class ProgramSearch {

    private static final int MAY_EXECUTE = 1;

    private final Kernel inside;
    private KernelRefusal lastRefusal;
    private boolean isForbidden;

    /// @param inside makes system calls in the container's first process, as whoever it is by now
    public ProgramSearch(Kernel inside) {
        this.inside = inside;
    }

    /// The path of the program.
    ///
    /// @param name as the user has written it
    /// @param path directories with `:` between, as in PATH
    /// @throws Failure with 127 when there is none, with 126 when there is one and it cannot be executed
    public String find(String name, String path) {
        if (name.contains("/")) {
            return isProgram(name) ? name : refuse(name, "no such file or directory");
        }
        for (String folder : path.split(":")) {
            String candidate = (folder.isEmpty() ? "." : folder) + "/" + name;
            if (!name.isEmpty() && isProgram(candidate)) {
                return candidate;
            }
        }
        return refuse(name, "executable file not found in $PATH");
    }

    @Why(call = "statx", value = "Looks whether a program of this name is here; it is searched in the directories of PATH, one after the other.",
            without = "execve(2) does not search: it would answer ENOENT for a name without a path.")
    @Why(call = "faccessat2", value = "Looks whether this user may execute it.",
            without = "A file that may not be executed would end the search, although a later directory of PATH has a good one.")
    @Refused(errno = Errno.ENOENT, call = {"statx", "faccessat2"}, because = "no program of this name is in this directory; the search goes on in "
            + "the next one",
            remedy = "")
    @Refused(errno = Errno.EACCES, call = {"statx", "faccessat2"}, because = "this user may not pass through the directory, or not execute the file",
            remedy = "`chmod +x` in the image, or another --user")
    private boolean isProgram(String path) {
        try {
            boolean isFolder = inside.statx(AT_FDCWD, path, 0).isDirectory();
            isForbidden |= isFolder;
            if (!isFolder) {
                inside.faccessat2(AT_FDCWD, path, MAY_EXECUTE, 0);
            }
            return !isFolder;
        } catch (KernelRefusal refusal) {
            isForbidden |= refusal.is(Errno.EACCES);
            lastRefusal = refusal;
            return false;
        }
    }

    private String refuse(String name, String notFound) {
        if (isForbidden) {
            throw new Failure(Failure.CANNOT_INVOKE, "cannot execute \"" + name + "\": permission denied"
                    + "\n  likely because: it is a directory, or this user may not execute it"
                    + "\n  try: `chmod +x` in the image, or another --user", lastRefusal);
        }
        throw new Failure(Failure.NOT_FOUND, "cannot execute \"" + name + "\": " + notFound
                + "\n  likely because: the image does not have it"
                + "\n  try: check the name; `learnc run IMAGE ls /bin` shows what is there", lastRefusal);
    }

    /// What an execve(2) that was refused means to a user.
    static Failure failure(String name, String path, KernelRefusal refusal) {
        return switch (refusal.errno()) {
            case ENOENT -> new Failure(Failure.NOT_FOUND, "cannot execute \"" + name + "\": no such file or directory"
                    + "\n  likely because: " + path + " is there, but the interpreter or the loader that it names is not in the image"
                    + "\n  try: look at its first line, or at `readelf -l`, for a path that the image lacks", refusal);
            case ENOEXEC -> new Failure(Failure.CANNOT_INVOKE, "cannot execute \"" + name + "\": exec format error"
                    + "\n  likely because: " + path + " is a program for another processor, or a script without #! in its first line"
                    + "\n  try: check the image's platform with `learnc inspect`", refusal);
            case E2BIG -> tooLong(name, refusal);
            default -> new Failure(Failure.CANNOT_INVOKE, "cannot execute \"" + name + "\": " + refusal.errno().meaning().toLowerCase(Locale.ROOT)
                    + "\n  likely because: " + path + " cannot be used as a program"
                    + "\n  try: check its permissions in the image, and whether its volume is mounted noexec", refusal);
        };
    }

    /// So much cannot be handed on: Linux refuses, or what one system call can carry from here is full.
    static Failure tooLong(String name, RuntimeException refusal) {
        return new Failure(Failure.CANNOT_INVOKE, "cannot execute \"" + name + "\": argument list too long"
                + "\n  likely because: an argument or variable has 128 KiB or more, or all of them together nearly 1 MiB"
                + "\n  try: hand them on in a file (-v) or on standard input (-i)", refusal);
    }
}
