package learnc.runtime.trace.state;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import learnc.runtime.BusyboxImage;
import learnc.runtime.ContainerRun;
import learnc.runtime.Stop;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;
import learnc.runtime.stage.pull.PullSettings;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonReader;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.State;
import learnc.runtime.trace.Trace;

/// A program for [TruthTest]: runs a container, stops before each call to look at the kernel in another way than the trace does, and
/// compares in the end what the trace has recorded. Prints what does not agree.
///
/// Arguments: which container (`plain`, `bridge`, `users`), and an empty folder.
final class WatchedContainer {

    private static final String ID = "ab".repeat(32).replaceFirst("^abab", Long.toHexString(ProcessHandle.current().pid() | 0x10000).substring(0, 4));

    private final PlainLook look = new PlainLook();
    private final Map<Long, Map<String, Map<String, Map<String, String>>>> kernels = new LinkedHashMap<>();
    private final Map<Long, Set<Integer>> fragile = new LinkedHashMap<>();
    private final Set<Integer> pids = new TreeSet<>(Set.of((int) ProcessHandle.current().pid()));
    private final Set<Integer> ownLives = new TreeSet<>();
    private final Set<Integer> programs = new TreeSet<>();
    private final Map<Integer, Integer> pidfds = new TreeMap<>();
    private final Set<Integer> met = new TreeSet<>();
    private final Map<Long, Set<Integer>> metBefore = new LinkedHashMap<>();
    private long calls;
    private SystemCall last;

    public static void main(String[] words) throws IOException {
        Path trace = Path.of(words[1], "trace.jsonl");
        var watched = new WatchedContainer();
        watched.run(request(words[0], words[1]), new Places(words[1] + "/lib", words[1] + "/run"), trace);
        List<String> complaints = watched.compare(trace);
        complaints.stream().limit(12).forEach(System.out::println);
        System.out.println(complaints.size() + " complaints, " + watched.kernels.size() + " looks");
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    private static ContainerRequest request(String which, String folder) throws IOException {
        Path volume = Files.createDirectories(Path.of(folder, "volume"));
        boolean isBridge = which.equals("bridge");
        boolean isUsers = which.equals("users");
        List<Volume> volumes = isBridge ? List.of(new Volume.Bind(volume.toString(), "/volume", true), new Volume.Tmpfs("/scratch", "size=1m")) : List.of();
        var limits = new Limits(isBridge ? 64L << 20 : null, isBridge ? 0.5 : null, isBridge ? 20L : null, null, List.of());
        var network = new NetworkRequest(isBridge ? NetworkRequest.Mode.BRIDGE : NetworkRequest.Mode.NONE,
                isBridge ? List.of(new NetworkRequest.Port("127.0.0.1", 18081, 80, false)) : List.of(), List.of());
        return new ContainerRequest(ID, "truth", BusyboxImage.NAME, List.of("sleep", "1000"), null, List.of(), null, isUsers ? "1000:1000" : null, List.of(), null,
                isUsers, volumes, isUsers ? new UserMapping(100000, 65536) : null, new Terminal(false, false), new Rights(List.of(), List.of(), false), limits, network);
    }

    private void run(ContainerRequest request, Places places, Path file) throws IOException {
        BusyboxImage.putInto(places);
        try (var trace = new Trace(Header.now("test", List.of()), System.out::println, new JsonWriter(Files.newOutputStream(file))).observedBy(new KernelObserver());
             var linux = new Linux(door -> new Pause(trace.apply(door)))) {
            new ContainerRun(linux.host(), linux, places, PullSettings.USUAL, System.out::println).run(request, new Stop());
        }
    }

    /// Looks before each call.
    private final class Pause implements Door {

        private final Door behind;

        private Pause(Door behind) {
            this.behind = behind;
        }

        @Override
        public long pass(Call call) {
            synchronized (WatchedContainer.this) {
                before(call);
                met.add(actor().pid());
            }
            long result = behind.pass(call);
            synchronized (WatchedContainer.this) {
                after(call, result);
            }
            return result;
        }

        private void before(Call call) {
            try {
                boolean isWorthAsking = last == null || switch (last) {
                    case SENDTO, CLONE3, UNSHARE, SETNS, WAITID, SETHOSTNAME, EXECVE -> true;
                    default -> false;
                };
                kernels.put(calls, look.all(pids, ID, isWorthAsking));
                fragile.put(calls, Set.copyOf(ownLives));
                metBefore.put(calls, Set.copyOf(met));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            if (call.systemCall() == SystemCall.PIDFD_SEND_SIGNAL) {
                ownLives.add(pidfds.get(((Argument.Descriptor) call.arguments().getFirst()).value()));
            }
            if (call.systemCall() == SystemCall.WAITID) {
                programs.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            }
        }

        private void after(Call call, long result) {
            calls++;
            last = call.systemCall();
            if (result > 0 && last == SystemCall.CLONE3) {
                pids.add((int) result);
            }
            if (result == 0 && last == SystemCall.EXECVE) {
                ownLives.add(actor().pid());
                programs.add(actor().pid());
            }
            if (result > 0 && last == SystemCall.PIDFD_OPEN) {
                pidfds.put((int) result, (int) ((Argument.Word) call.arguments().getFirst()).value());
            }
        }

        @Override
        public Actor actor() {
            return behind.actor();
        }
    }

    private List<String> compare(Path file) throws IOException {
        var complaints = new ArrayList<String>();
        var deltas = new ArrayList<List<Change>>();
        State first = null;
        State state;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var reader = new JsonReader(in);
            Event before = null;
            for (Event event = reader.next(); event != null; event = reader.next()) {
                first = first == null ? reader.before().copy() : first;
                compare(complaints, event.sequence() - 1, before, reader.before());
                deltas.add(event.changes());
                before = event;
            }
            state = reader.before();
            complaints.addAll(reader.remarks());
        }
        if (deltas.size() != calls || kernels.size() != calls) {
            complaints.add(calls + " calls, " + deltas.size() + " events, " + kernels.size() + " looks");
        }
        deltas.reversed().forEach(state::undo);
        if (!state.equals(first)) {
            complaints.add("backward from the end is not the beginning");
        }
        return complaints;
    }

    private void compare(List<String> complaints, long after, Event event, State recorded) {
        var comparison = new Comparison(recorded, kernels.get(after), fragile.get(after), metBefore.get(after), ID);
        for (String difference : comparison.differences()) {
            complaints.add("after " + after + (event == null ? "" : " (" + event.door() + " " + event.systemCall() + ")") + ": " + difference);
        }
    }
}
