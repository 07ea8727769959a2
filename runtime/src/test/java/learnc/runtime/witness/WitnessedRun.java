package learnc.runtime.witness;

import static learnc.runtime.kernel.MountFlags.MNT_DETACH;
import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NOEXEC;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.MountFlags.MS_REMOUNT;
import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_REMOVEDIR;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_PATH;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.O_RDWR;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static learnc.runtime.kernel.ProcessFlags.CLOSE_RANGE_CLOEXEC;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_DUMPABLE;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static learnc.runtime.kernel.SocketFlags.AF_NETLINK;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_RAW;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.Trace;

/// A program for strace to look at: it makes as many different system calls as it can, through both doors, and traces itself.
///
/// Arguments: the trace file, and an empty folder to play in.
final class WitnessedRun {

    private final Linux linux;
    private final Kernel host;
    private final String folder;

    private WitnessedRun(Linux linux, String folder) {
        this.linux = linux;
        this.host = linux.host();
        this.folder = folder;
    }

    public static void main(String[] words) throws IOException {
        try (var trace = new Trace(Header.now("test", List.of()), System.err::println, new JsonWriter(new FileOutputStream(words[0])));
             var linux = new Linux(trace)) {
            var run = new WitnessedRun(linux, words[1]);
            run.files();
            run.sockets();
            run.container();
            run.refusedContainer();
        }
    }

    private void files() {
        Folder.makeAll(host, folder + "/a/b", 0755);
        WholeFile.write(host, folder + "/a/file", "a \"text\" with\ttab, zero and \u00e4 before 7", 0640);
        WholeFile.write(host, folder + "/a/long", "x".repeat(200), 0600);
        WholeFile.text(host, folder + "/a/file");
        WholeFile.text(host, folder + "/a/long");
        refused(() -> host.mkdirat(AT_FDCWD, folder + "/a", 0700));
        refused(() -> WholeFile.text(host, folder + "/missing"));
        host.mknodat(AT_FDCWD, folder + "/fifo", 0010644, 0);
        host.symlinkat("a/file", AT_FDCWD, folder + "/link");
        host.readlinkat(AT_FDCWD, folder + "/link");
        host.linkat(AT_FDCWD, folder + "/a/file", AT_FDCWD, folder + "/hard", 0);
        host.renameat2(AT_FDCWD, folder + "/hard", AT_FDCWD, folder + "/harder", 1);
        host.fchownat(AT_FDCWD, folder + "/link", 1000, -1, AT_SYMLINK_NOFOLLOW);
        host.fchmodat(AT_FDCWD, folder + "/fifo", 04755);
        host.utimensat(AT_FDCWD, folder + "/link", 1_700_000_000, 5, AT_SYMLINK_NOFOLLOW);
        host.statx(AT_FDCWD, folder + "/link", AT_SYMLINK_NOFOLLOW);
        host.faccessat2(AT_FDCWD, folder + "/a", 4 | 2, 0);
        openFolder();
        openFile();
        Folder.list(host, folder);
    }

    private void openFolder() {
        int directory = host.openat(AT_FDCWD, folder, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        int inside = host.openat2(directory, "/a/../../../a/file", O_RDONLY | O_CLOEXEC, 0, RESOLVE_IN_ROOT);
        host.statx(inside, "", AT_EMPTY_PATH);
        host.lseek(inside, 2, 0);
        int copy = (int) host.fcntl(inside, 1030, 0);
        host.close(copy);
        host.close(inside);
        host.unlinkat(directory, "a/b", AT_REMOVEDIR);
        host.close(directory);
    }

    private void openFile() {
        int file = host.openat(AT_FDCWD, folder + "/new", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        host.ftruncate(file, 4096);
        host.fchmod(file, 0600);
        host.flock(file, 2 | 4);
        host.fsync(file);
        host.fsetxattr(file, "trusted.learnc", new byte[] {1, 2, 3}, 1);
        host.lgetxattr(folder + "/new", "trusted.learnc");
        refused(() -> host.lgetxattr(folder + "/new", "trusted.other"));
        host.close(file);
        int[] pipe = host.pipe2(O_CLOEXEC);
        host.close(pipe[0]);
        host.close(pipe[1]);
        host.close(host.memfdCreate("learnc", 1));
    }

    /// Asks the kernel for the loopback device, as `ip link show lo` does.
    private void sockets() {
        int socket = host.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0);
        byte[] message = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder())
                .putInt(32).putShort((short) 18).putShort((short) 1).putInt(1).putInt(0).putInt(0).putInt(1).putInt(0).putInt(0).array();
        host.sendto(socket, message, bytes -> "RTM_GETLINK");
        host.recvfrom(socket, 8192, 0, bytes -> bytes.length + " bytes");
        host.close(socket);
    }

    private void container() {
        Init init = linux.newInit(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET);
        Kernel inside = init.inside();
        inside.mount(null, "/", null, MS_REC | MS_PRIVATE, null);
        inside.mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=0755");
        inside.mkdirat(AT_FDCWD, folder + "/proc", 0555);
        inside.mount("proc", folder + "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, null);
        inside.mkdirat(AT_FDCWD, folder + "/bin", 0755);
        inside.mount("/bin", folder + "/bin", null, MS_BIND | MS_REC, null);
        inside.mount(null, folder + "/bin", null, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID, null);
        refused(() -> inside.mount("proc", "/nowhere", "proc", 0, null));
        refused(() -> inside.umount2("/nowhere", MNT_DETACH));
        inside.sethostname("box");
        inside.prctl(PR_SET_DUMPABLE, 0, 0);
        inside.prctlSetName("learnc-test");
        inside.setsid();
        int nofile = 7;
        inside.prlimit64(0, nofile, 512, 1024);
        WholeFile.text(inside, folder + "/proc/sys/kernel/hostname");
        inside.capset(Capability.CAP_KILL.bit() | Capability.CAP_SYS_ADMIN.bit(), Capability.CAP_KILL.bit() | Capability.CAP_SYS_ADMIN.bit(), 0);
        inside.closeRange(3, -1, CLOSE_RANGE_CLOEXEC);
        inside.rtSigactionDefault(13);
        inside.rtSigprocmask(SIG_SETMASK, 0);
        inside.umask(022);
        refused(() -> inside.execve("/no/such/program", List.of("x"), List.of()));
        inside.execve("/bin/true", List.of("true", "with \"quotes\"", ""), List.of("A=b", "\u00e4=1"));
        end(init);
    }

    private void refusedContainer() {
        Init init = linux.newInit(0);
        init.inside().unshare(CLONE_NEWUTS);
        refused(() -> init.inside().setns(1, CLONE_NEWUTS));
        init.inside().exitGroup(3);
        end(init);
    }

    private void end(Init init) {
        linux.release(init);
        host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        host.close(init.pidfd());
    }

    private static void refused(Runnable call) {
        try {
            call.run();
        } catch (KernelRefusal expected) {
            return;
        }
        throw new AssertionError("this should have been refused");
    }
}
