package learnc.lessons.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import learnc.runtime.spec.Failure;

/// A machine for cells that we start ourselves, as root.
public final class SandboxedMachine implements CellMachine {

    /// Enough for every lesson, and too little to harm the machine: a cell may fork without end, or fill what it takes for a disk.
    public static final Map<String, String> FOR_READERS = Map.of("SANDBOX_PIDS", "1024", "SANDBOX_MEMORY", "2147483648");

    private static final int MOST_COMPLAINT = 1 << 16;
    private static final String MEETING = "meet";

    private final Sandbox sandbox;
    private final List<String> javaOptions;
    private final Map<String, String> limits;

    /// @param home        a directory in which its sandbox gets a folder; not below /tmp
    /// @param javaOptions of the Java machine
    public SandboxedMachine(Path home, List<String> javaOptions) {
        this(home, javaOptions, Map.of());
    }

    /// @param limits of what cells may take of the machine, as [#FOR_READERS]
    public SandboxedMachine(Path home, List<String> javaOptions, Map<String, String> limits) {
        this.sandbox = new Sandbox(home);
        this.javaOptions = javaOptions;
        this.limits = limits;
        try {
            LeftMachines.own(sandbox.folder());
            // Whoever is let into the meeting place must get there.
            Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.createDirectory(meetingPlace(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            sandbox.close();
            throw new Failure("cannot prepare the folder of a sandbox: " + refused.getMessage() + "\n  try: as root", refused);
        }
    }

    @Override
    public Path meetingPlace() {
        return sandbox.folder().resolve(MEETING);
    }

    @Override
    public CompletableFuture<String> start() throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=warning:stderr"));
        words.addAll(QuickStart.options());
        words.addAll(javaOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), CellAgent.class.getName(), sandbox.inside(MEETING + "/" + SOCKET), sandbox.folder().toString()));
        Process process = sandbox.start(words, limits);
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Thread::startVirtualThread);
        return process.onExit().thenCombine(said, (ended, complaint) -> complaint);
    }

    private static String text(InputStream in) {
        try {
            byte[] complaint = in.readNBytes(MOST_COMPLAINT);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(complaint, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
