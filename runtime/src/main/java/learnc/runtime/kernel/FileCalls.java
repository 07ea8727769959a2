package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.bytes;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.mode;
import static learnc.runtime.kernel.Argument.number;
import static learnc.runtime.kernel.Argument.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Opening, reading and writing files. A directory argument is a descriptor or [OpenFlags#AT_FDCWD].
interface FileCalls extends Calls {

    /// Opens a file.
    ///
    /// @return its descriptor
    @Manual("openat(2)")
    @Refused(errno = Errno.ENOENT, because = "the file, or a directory on the way to it, does not exist",
            remedy = "check the path; `ls -ld` each directory on it")
    @Refused(errno = Errno.EACCES, because = "this user may not open the file", remedy = "run learnc as root; inside, look at the permissions in the image and at --user")
    @Refused(errno = Errno.EROFS, about = "\"/proc/sys", because = "the kernel's settings are read-only in a container and in a lesson's sandbox: most of them belong to the whole machine",
            remedy = "mount a /proc of the process's own, or change it on the host")
    @Refused(errno = Errno.EROFS, because = "the file system is read-only: that of the state directory, or with --read-only the container's",
            remedy = "another state directory (--root), or a --tmpfs or volume at that place in the container")
    default int openat(int directory, String path, int flags, int mode) {
        return (int) call(SystemCall.OPENAT, descriptor("dirfd", directory), text("pathname", path),
                flags("flags", flags, OpenFlags.OPEN), mode("mode", mode));
    }

    /// Opens a file with rules about the way to it, such as [OpenFlags#RESOLVE_IN_ROOT].
    @Manual("openat2(2)")
    @Refused(errno = Errno.EXDEV, because = "the path leads out of the directory that it must stay in",
            remedy = "do not trust this image: a symlink or `..` in it tries to reach the host")
    @Refused(errno = Errno.ELOOP, because = "a symlink stands on a path where none is allowed, or too many do",
            remedy = "check the path for symlinks")
    @Refused(errno = Errno.ENOTDIR, because = "a file stands where a directory is wanted, or on the way to it",
            remedy = "bind files on files and directories on directories; check the path in the image")
    @Refused(errno = Errno.ENOSYS, because = "the kernel is older than 5.6", remedy = "use a kernel of 5.6 or later")
    default int openat2(int directory, String path, long flags, long mode, long resolve) {
        var how = new Argument.Struct("how", List.of(flags("flags", flags, OpenFlags.OPEN), mode("mode", mode),
                flags("resolve", resolve, OpenFlags.RESOLVE)));
        return (int) call(SystemCall.OPENAT2, descriptor("dirfd", directory), text("pathname", path), how, number("size", 24));
    }

    /// Closes a descriptor.
    @Manual("close(2)")
    @Why(value = "Gives the descriptor back: learnc is done with what it stood for.",
            without = "It would stay open until its process ends or executes a program, and would keep in use what it stands for.")
    default void close(int descriptor) {
        call(SystemCall.CLOSE, descriptor("fd", descriptor));
    }

    /// Closes all descriptors from `first` to `last`, or marks them close-on-exec. A `last` of −1 means all.
    @Manual("close_range(2)")
    default void closeRange(int first, int last, int flags) {
        call(SystemCall.CLOSE_RANGE, number("first", first), number("last", Integer.toUnsignedLong(last)),
                flags("flags", flags, ProcessFlags.CLOSE_RANGE));
    }

    /// Reads at most `into.length` bytes.
    ///
    /// @return how many; 0 at the end
    @Manual("read(2)")
    default int read(int descriptor, byte[] into) {
        var room = Argument.Room.buffer("buf", into, Argument.PLAIN);
        return (int) call(SystemCall.READ, descriptor("fd", descriptor), room, number("count", into.length));
    }

    /// Writes bytes.
    ///
    /// @return how many were taken
    @Manual("write(2)")
    @Refused(errno = Errno.ENOSPC, because = "the disk, or a limit of the kernel, is full", remedy = "free some space: `df -h`, `learnc rmi`")
    @Refused(errno = Errno.EINVAL, because = "the kernel does not accept this value for this file",
            remedy = "check the value against the file's documentation (proc(5), cgroups(7))")
    @Refused(errno = Errno.EPERM, because = "the kernel takes this only from who has the right capability, and a uid_map or gid_map only once",
            remedy = "run learnc as root; look into the file whether it is written already")
    default int write(int descriptor, byte[] content, int from, int length) {
        return (int) call(SystemCall.WRITE, descriptor("fd", descriptor), bytes("buf", content, from, length), number("count", length));
    }

    /// Moves the position of the next read or write. `whence`: 0 from the start, 1 from here, 2 from the end.
    @Manual("lseek(2)")
    default long lseek(int descriptor, long offset, int whence) {
        return call(SystemCall.LSEEK, descriptor("fd", descriptor), number("offset", offset), flags("whence", whence, OpenFlags.SEEK));
    }

    /// Sets a file's length, in bytes.
    @Manual("ftruncate(2)")
    default void ftruncate(int descriptor, long length) {
        call(SystemCall.FTRUNCATE, descriptor("fd", descriptor), number("length", length));
    }

    /// Waits until a file's content is on the disk.
    @Manual("fsync(2)")
    default void fsync(int descriptor) {
        call(SystemCall.FSYNC, descriptor("fd", descriptor));
    }

    /// Copies bytes from one descriptor to another inside the kernel.
    ///
    /// @return how many
    @Manual("sendfile(2)")
    default long sendfile(int to, int from, long count) {
        return call(SystemCall.SENDFILE, descriptor("out_fd", to), descriptor("in_fd", from), address("offset", 0), number("count", count));
    }

    /// Takes or releases a lock on an open file. `operation`: 1 shared, 2 exclusive, 8 release, +4 do not wait.
    @Manual("flock(2)")
    default void flock(int descriptor, int operation) {
        call(SystemCall.FLOCK, descriptor("fd", descriptor), flags("operation", operation, OpenFlags.LOCK));
    }

    /// Makes `to` another name of `from`, closing what it was. The two must differ.
    @Manual("dup(2)")
    default int dup3(int from, int to, int flags) {
        return (int) call(SystemCall.DUP3, descriptor("oldfd", from), descriptor("newfd", to), flags("flags", flags, OpenFlags.NEW_DESCRIPTOR));
    }

    /// Asks or sets something about an open descriptor. Commands: 1 F_GETFD, 2 F_SETFD, 3 F_GETFL, 4 F_SETFL, 1030 F_DUPFD_CLOEXEC.
    @Manual("fcntl(2)")
    default long fcntl(int descriptor, int command, long argument) {
        return call(SystemCall.FCNTL, descriptor("fd", descriptor), flags("cmd", command, OpenFlags.FCNTL), new Argument.Word("arg", argument, word -> OpenFlags.fcntlArgument(command, word)));
    }

    /// A device's own command, with a plain word.
    @Manual("ioctl(2)")
    default long ioctl(int descriptor, long request, long argument) {
        return call(SystemCall.IOCTL, descriptor("fd", descriptor), flags("request", request, IoctlRequests.NAMES), new Argument.Word("arg", argument, word -> IoctlRequests.word(request, word)));
    }

    /// A device's own command, with a struct that the kernel reads and may overwrite.
    @Manual("ioctl(2)")
    default long ioctl(int descriptor, long request, byte[] struct) {
        var room = IoctlRequests.isQuestion(request) ? Argument.Room.answer("arg", struct, content -> IoctlRequests.struct(request, content))
                : Argument.Room.struct("arg", struct, content -> IoctlRequests.struct(request, content));
        return call(SystemCall.IOCTL, descriptor("fd", descriptor), flags("request", request, IoctlRequests.NAMES), room);
    }

    /// Waits until one of some descriptors is ready, or the time is over.
    ///
    /// @param events       what to wait for: POLLIN 1, POLLOUT 4
    /// @param milliseconds at most so long; −1 waits for ever
    /// @return for each descriptor what has happened: POLLIN 1, POLLOUT 4, POLLERR 8, POLLHUP 16; 0 is nothing
    @Manual("poll(2)")
    default int[] ppoll(int[] descriptors, int events, long milliseconds) {
        var fds = Argument.Room.struct("fds", Decoders.pollRequests(descriptors, events), Decoders::pollAnswers);
        var time = milliseconds < 0 ? address("tmo_p", 0)
                : new Argument.Struct("tmo_p", List.of(number("tv_sec", milliseconds / 1000), number("tv_nsec", milliseconds % 1000 * 1_000_000)));
        call(SystemCall.PPOLL, fds, number("nfds", descriptors.length), time, address("sigmask", 0), number("sigsetsize", 8));
        int[] happened = new int[descriptors.length];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = Decoders.intAt(fds.bytes(), i * 8 + 4) >>> 16;
        }
        return happened;
    }

    /// Waits until something can be done with one of the descriptors; a negative one is passed over.
    ///
    /// @param events for each descriptor what is awaited: 1 POLLIN (can be read), 4 POLLOUT (can be written)
    /// @return for each descriptor what can be done, and 8 POLLERR, 16 POLLHUP (the other side has closed)
    @Manual("poll(2)")
    default short[] ppoll(int[] descriptors, short[] events) {
        var table = ByteBuffer.allocate(descriptors.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < descriptors.length; i++) {
            table.putInt(descriptors[i]).putShort(events[i]).putShort((short) 0);
        }
        var room = Argument.Room.struct("fds", table.array(), Decoders::pollAnswers);
        call(SystemCall.PPOLL, room, number("nfds", descriptors.length), Argument.address("tmo_p", 0), Argument.address("sigmask", 0), number("sigsetsize", 8));
        var ready = new short[descriptors.length];
        for (int i = 0; i < ready.length; i++) {
            ready[i] = table.getShort(i * Long.BYTES + 6);
        }
        return ready;
    }

    /// Makes a pipe.
    ///
    /// @return its reading end and its writing end
    @Manual("pipe(2)")
    default int[] pipe2(int flags) {
        var ends = Argument.Room.struct("pipefd", 8, Decoders::twoInts);
        call(SystemCall.PIPE2, ends, flags("flags", flags, OpenFlags.NEW_DESCRIPTOR));
        return new int[] {Decoders.intAt(ends.bytes(), 0), Decoders.intAt(ends.bytes(), 4)};
    }

    /// Makes a file that lives in memory and has no path.
    @Manual("memfd_create(2)")
    default int memfdCreate(String name, int flags) {
        return (int) call(SystemCall.MEMFD_CREATE, text("name", name), flags("flags", flags, OpenFlags.MEMFD));
    }
}
