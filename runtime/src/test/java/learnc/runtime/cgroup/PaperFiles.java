package learnc.runtime.cgroup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;

/// A machine on paper, for tests: files that have the content that a test gives them, behind a recording door.
/// What is written to a file is read from it afterwards.
public final class PaperFiles {

    private final RecordingDoor door = new RecordingDoor();
    private final Map<String, String> files = new TreeMap<>();
    private final Map<Integer, String> open = new HashMap<>();
    private final Map<String, String> born = new TreeMap<>();
    private long magic = 0x63677270;
    private int next = 3;

    /// A machine without files.
    public PaperFiles() {
        door.answer(SystemCall.OPENAT, this::open)
                .answer(SystemCall.PIDFD_GETFD, call -> opened("another process's "))
                .answer(SystemCall.READ, this::read)
                .answer(SystemCall.WRITE, this::write)
                .answer(SystemCall.CLOSE, call -> open.remove((int) word(call, 0)) == null ? -Errno.EBADF.number() : 0)
                .answer(SystemCall.FACCESSAT2, call -> exists(path(call, 1)) ? 0 : -Errno.ENOENT.number())
                .answer(SystemCall.MKDIRAT, this::make)
                .answer(SystemCall.STATFS, this::fileSystem);
    }

    /// A file that is there.
    public PaperFiles with(String path, String content) {
        files.put(path, content);
        return this;
    }

    /// A file that each new directory has.
    public PaperFiles withInEachNewDirectory(String name, String content) {
        born.put(name, content);
        return this;
    }

    /// The file system that statfs(2) reports everywhere.
    public PaperFiles on(long fileSystemMagic) {
        magic = fileSystemMagic;
        return this;
    }

    /// What a file holds now.
    public String content(String path) {
        return files.get(path);
    }

    /// The system calls of this machine.
    public Kernel kernel() {
        return new Kernel(door);
    }

    /// The door, to ask what has passed.
    public RecordingDoor door() {
        return door;
    }

    /// What was changed: mkdir and write, in order, one a line, as in `memory.max <- 64`.
    public String changes() {
        return changes.toString();
    }

    private final StringBuilder changes = new StringBuilder();

    private long open(Call call) {
        if (!files.containsKey(path(call, 1))) {
            return -Errno.ENOENT.number();
        }
        return opened(path(call, 1) + " ");
    }

    private long opened(String what) {
        open.put(next, what);
        return next++;
    }

    private long read(Call call) {
        String path = open.get((int) word(call, 0));
        if (!path.endsWith(" ")) {
            return 0;
        }
        open.put((int) word(call, 0), path.strip());
        byte[] content = files.get(path.strip()).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(content, 0, ((Argument.Room) call.arguments().get(1)).bytes(), 0, content.length);
        return content.length;
    }

    private long write(Call call) {
        String path = open.get((int) word(call, 0)).strip();
        var bytes = (Argument.Bytes) call.arguments().get(1);
        String value = new String(bytes.value(), bytes.from(), bytes.length(), StandardCharsets.UTF_8);
        changes.append(path).append(" <- ").append(value).append('\n');
        files.put(path, value + "\n");
        return bytes.length();
    }

    private long make(Call call) {
        String path = path(call, 1);
        if (exists(path)) {
            return -Errno.EEXIST.number();
        }
        changes.append("mkdir ").append(path).append('\n');
        files.put(path + "/", "");
        born.forEach((name, content) -> files.put(path + "/" + name, content));
        return 0;
    }

    private long fileSystem(Call call) {
        ByteBuffer.wrap(((Argument.Room) call.arguments().get(1)).bytes()).order(ByteOrder.nativeOrder()).putLong(magic);
        return 0;
    }

    private boolean exists(String path) {
        return files.containsKey(path) || files.containsKey(path + "/");
    }

    private static String path(Call call, int argument) {
        return ((Argument.Text) call.arguments().get(argument)).value();
    }

    private static long word(Call call, int argument) {
        return switch (call.arguments().get(argument)) {
            case Argument.Word word -> word.value();
            case Argument.Descriptor descriptor -> descriptor.value();
            default -> throw new IllegalArgumentException(call.toString());
        };
    }
}
