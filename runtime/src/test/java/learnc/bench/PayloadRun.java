package learnc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.image.shell.ShellImage;

/// What it costs a program to be watched: by `strace -f -o FILE PROGRAM`, compared with `PROGRAM`; and by `learnc run --trace-payload`,
/// which writes its text into a file as well, compared with `learnc run` of the same program.
///
/// The program is the same static binary on both sides, on the host and bound into the container. All four commands take turns, so
/// that each sees the same weather. Each difference is that of two medians; the start of strace is part of what strace adds.
final class PayloadRun {

    /// What can be measured: how many rounds, and the words after the binary.
    static final Map<String, Program> PROGRAMS = programs();

    private static final long LONGEST_NANOSECONDS = 90_000_000_000L;
    private static final String FORKS = "i=0; while [ $i -lt %d ]; do (:); i=$((i+1)); done";
    private static final String WRITING_ERRORS = "exec \"$@\" 2>";

    /// Eight threads that make system calls at the same time, and wait for each other now and then.
    private static final String THREADS = """
            #define _GNU_SOURCE
            #include <pthread.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            static pthread_barrier_t barrier;
            static void *work(void *nothing) {
                for (int round = 0; round < 20; round++) {
                    for (int i = 0; i < 50; i++) syscall(SYS_getppid);
                    pthread_barrier_wait(&barrier);
                }
                return nothing;
            }
            int main(void) {
                pthread_t threads[8];
                pthread_barrier_init(&barrier, 0, 8);
                for (int i = 0; i < 8; i++) pthread_create(&threads[i], 0, work, 0);
                for (int i = 0; i < 8; i++) pthread_join(threads[i], 0);
                return 0;
            }
            """;

    /// @param rounds at most
    /// @param words  after the name of the binary, which is busybox unless there are none
    record Program(int rounds, List<String> words) {
    }

    private PayloadRun() {
    }

    private static Map<String, Program> programs() {
        var programs = new LinkedHashMap<String, Program>();
        programs.put("true", new Program(60, List.of("true")));
        programs.put("forks", new Program(40, List.of("sh", "-c", FORKS.formatted(300))));
        programs.put("manyforks", new Program(12, List.of("sh", "-c", FORKS.formatted(3000))));
        programs.put("calls", new Program(12, List.of("dd", "if=/dev/zero", "of=/dev/null", "bs=1", "count=25000")));
        programs.put("threads", new Program(20, List.of()));
        return programs;
    }

    /// Measures these programs, or all, and prints a table.
    static void measure(List<String> names) throws IOException, InterruptedException {
        Path folder = Memory.newFolder();
        try {
            System.out.printf("%n%-10s %6s %9s %9s %9s %9s | %12s %12s %7s%n", "program", "rounds", "alone", "strace", "learnc", "watched", "strace adds", "learnc adds", "ratio");
            for (String name : names.isEmpty() ? PROGRAMS.keySet() : names) {
                measure(name, PROGRAMS.get(name), folder);
            }
        } finally {
            Peers.run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static void measure(String name, Program program, Path folder) throws IOException, InterruptedException {
        Path binary = program.words().isEmpty() ? compiled(folder) : Path.of("/bin/busybox");
        // busybox goes by its name.
        String inside = "/" + binary.getFileName();
        List<String> run = List.of("env", "LEARNC_ROOT=" + folder + "/learnc", "LEARNC_RUN=" + folder + "/learnc-run",
                System.getProperty("learnc.command", "./learnc"), "run", "--network", "none", "-v", binary + ":" + inside + ":ro");
        try (var alone = starting(folder, List.of(binary.toString()), program);
                var strace = starting(folder, List.of("strace", "-f", "-o", folder + "/strace", binary.toString()), program);
                var learnc = starting(folder, with(run, ShellImage.NAME, inside), program);
                var watched = starting(folder, with(run, "--trace-payload", ShellImage.NAME, inside), program)) {
            List<Partner> all = List.of(alone, strace, learnc, watched);
            succeed(learnc);
            Peers.awaitStartUpCache();
            print(name, byTurns(all, program.rounds()));
        }
    }

    private static Path compiled(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("threads.c"), THREADS);
        Peers.run(List.of("cc", "-O2", "-static", "-pthread", "-o", folder + "/threads", source.toString()));
        return folder.resolve("threads");
    }

    private static Partner starting(Path folder, List<String> front, Program program) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("sh", "-c", WRITING_ERRORS + folder + "/errors", "sh"));
        words.addAll(front);
        words.addAll(program.words());
        return Partner.starting(words, folder);
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    /// The first round is for the caches, and does not count.
    private static List<List<Double>> byTurns(List<Partner> all, int rounds) throws IOException {
        List<List<Double>> times = new ArrayList<>();
        all.forEach(each -> times.add(new ArrayList<>()));
        long end = System.nanoTime() + LONGEST_NANOSECONDS;
        for (int round = 0; round <= rounds && System.nanoTime() < end; round++) {
            for (int i = 0; i < all.size(); i++) {
                long start = System.nanoTime();
                succeed(all.get(i));
                if (round > 0) {
                    times.get(i).add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        return times;
    }

    private static void succeed(Partner partner) throws IOException {
        String status = partner.ask();
        if (!status.equals("0")) {
            throw new IllegalStateException("the run ended with status " + status);
        }
    }

    private static void print(String name, List<List<Double>> times) {
        double[] medians = times.stream().mapToDouble(PayloadRun::median).toArray();
        double strace = medians[1] - medians[0];
        double learnc = medians[3] - medians[2];
        System.out.printf("%-10s %6d %9.1f %9.1f %9.1f %9.1f | %12.1f %12.1f %7.2f%n", name, times.getFirst().size(), medians[0], medians[1], medians[2], medians[3],
                strace, learnc, learnc / strace);
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
