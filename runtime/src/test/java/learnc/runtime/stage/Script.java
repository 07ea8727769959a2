package learnc.runtime.stage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;

/// A host and an init without a kernel: both write down what they are asked, and answer from a list of files.
public final class Script implements Inits {

    private static final Pattern ARGUMENT = Pattern.compile(
            "\\b(source|target|pathname|filename|new_root|put_old|path|name|linkpath|mountflags|data|op|arg2|list|ruid|rgid|resolve|attr_set|set|signum|argv|"
                    + "first|newfd|sig)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|\\{effective[^}]*}|[^,(){}]+)");
    private static final int S_IFDIR = 0040000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFREG = 0100000;

    public final RecordingDoor host = new RecordingDoor();
    public final RecordingDoor inside = new RecordingDoor(new Actor("inside", 4711, 1));
    public final Map<String, String> files = new HashMap<>();
    public long namespaces;
    public boolean isReleased;
    private final Map<RecordingDoor, String> unread = new HashMap<>();

    public Script() {
        for (RecordingDoor door : new RecordingDoor[] {host, inside}) {
            door.answer(SystemCall.OPENAT, call -> open(door, call));
            door.answer(SystemCall.READ, call -> read(door, call));
            door.answer(SystemCall.STATX, this::statx);
            door.answer(SystemCall.GETCWD, call -> fill(room(call, 0), "/work\0"));
        }
        files.put("/proc/4711/stat", "4711 (a b) c) S 1 " + "0 ".repeat(17) + "987 0 0\n");
        files.put("/proc/self/status", "Name:\tx\nSigIgn:\t0000000000001001\nCapPrm:\t000001ffffffffff\nCapBnd:\t000001ffffffffff\n");
        files.put("/proc/self/oom_score_adj", "0\n");
    }

    public Kernel hostKernel() {
        return new Kernel(host);
    }

    public Init init() {
        return new Init(4711, 9, new Kernel(inside));
    }

    @Override
    public Init newInit(long namespaces) {
        this.namespaces = namespaces;
        return init();
    }

    @Override
    public Init newChild(Init mother) {
        return init();
    }

    @Override
    public void release(Init init) {
        isReleased = true;
    }

    /// A transcript without what is the same in every call (descriptors, sizes, zeros, answers), and without close and read.
    public static String inShort(List<String> transcript) {
        var text = new StringBuilder();
        for (String line : transcript) {
            if (line.startsWith("close(") || line.startsWith("read(")) {
                continue;
            }
            text.append(line, 0, line.indexOf('('));
            Matcher argument = ARGUMENT.matcher(line);
            while (argument.find()) {
                text.append(' ').append(argument.group(2));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private long open(RecordingDoor door, Call call) {
        String path = text(call, 1);
        if (!files.containsKey(path) && path.startsWith("/etc/")) {
            return -Errno.ENOENT.number();
        }
        unread.put(door, files.getOrDefault(path, ""));
        return 8;
    }

    private long read(RecordingDoor door, Call call) {
        long count = fill(room(call, 1), unread.get(door));
        unread.put(door, "");
        return count;
    }

    static long fill(Argument.Room room, String content) {
        byte[] bytes = KernelText.bytes(content.replace("\0", ""));
        System.arraycopy(bytes, 0, room.bytes(), 0, bytes.length);
        return content.length();
    }

    /// /dev/null is the null device, what /etc/… names are plain files, all else are directories.
    private long statx(Call call) {
        String path = text(call, 1);
        var struct = ByteBuffer.wrap(room(call, 4).bytes()).order(ByteOrder.nativeOrder());
        struct.putShort(28, (short) (path.equals("/dev/null") ? S_IFCHR : path.startsWith("/bin/") ? S_IFREG | 0755 : path.isEmpty() ? S_IFREG : S_IFDIR));
        struct.putInt(128, path.equals("/dev/null") ? 1 : 0).putInt(132, path.equals("/dev/null") ? 3 : 0);
        return 0;
    }

    private static String text(Call call, int argument) {
        return ((Argument.Text) call.arguments().get(argument)).value();
    }

    static Argument.Room room(Call call, int argument) {
        return (Argument.Room) call.arguments().get(argument);
    }
}
