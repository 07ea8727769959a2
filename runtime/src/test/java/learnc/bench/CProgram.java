package learnc.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.PassedDescriptors;
import learnc.runtime.kernel.SystemCall;

/// Watches a run and writes down a C program that makes the same system calls: the yardstick for learnc's speed.
///
/// The host's calls are made by the program itself, the init's calls by a child that it clones. The two take turns through
/// a number in shared memory, which is the fastest hand-over that there is. Left out are the zygote and the strings of the
/// puppet, because a C program needs neither. Descriptors, and the init's pid in paths, are those of the C program's own run.
public final class CProgram implements UnaryOperator<Door> {

    /// Where the C program waits for its turn and takes the time; the generated calls go between head and tail.
    private static final String HEAD = """
            #define _GNU_SOURCE
            #include <errno.h>
            #include <sched.h>
            #include <signal.h>
            #include <stdarg.h>
            #include <stdatomic.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/socket.h>
            #include <sys/syscall.h>
            #include <sys/wait.h>
            #include <time.h>
            #include <unistd.h>
            static atomic_int *turn;
            static long *fd;
            static char path[8192];
            static char room[1 << 20];
            static int init;
            static void await(int n) { while (atomic_load(turn) != n) sched_yield(); }
            static void give(int n) { atomic_store(turn, n); }
            static const char *with(const char *before, long number, const char *after) {
                snprintf(path, sizeof path, "%s%ld%s", before, number, after); return path; }
            static const char *seven_with_pid(void) { snprintf(path, sizeof path, "%-7d", init); return path; }
            static long rights(int count, ...) {
                struct cmsghdr *message = (struct cmsghdr *) room;
                *message = (struct cmsghdr) {CMSG_LEN(count * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
                va_list their; va_start(their, count);
                for (int i = 0; i < count; i++) ((int *) CMSG_DATA(message))[i] = va_arg(their, long);
                va_end(their); return (long) message; }
            static long number(int at) { int n; memcpy(&n, room + at, sizeof n); return n; }
            static long check(long got, long wanted, int line) {
                if (got == -1) got = -errno;
                /* a group or directory that learnc shares with other runs may be there already, or be kept by them */
                if (got == -EEXIST || got == -ENOTEMPTY || got == -EBUSY) return got;
                if ((got < 0) != (wanted < 0)) { fprintf(stderr, "call %d: %ld instead of %ld\\n", line, got, wanted); _exit(99); }
                return got; }
            """;

    private static final String TAIL = """
            int main(void) {
                turn = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                fd = mmap(0, 1 << 16, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                char command;
                while (read(0, &command, 1) == 1) {
                    struct timespec a, b;
                    give(0);
                    clock_gettime(CLOCK_MONOTONIC, &a);
                    run();
                    clock_gettime(CLOCK_MONOTONIC, &b);
                    printf("%ld\\n", (b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec);
                    fflush(stdout);
                }
                return 0;
            }
            """;

    private record Step(Actor actor, Call call, long result) {
    }

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> descriptors = new HashMap<>();
    private int nextDescriptor;
    private boolean isRecording;

    @Override
    public Door apply(Door door) {
        return new Door() {
            @Override
            public long pass(Call call) {
                long result = door.pass(call);
                synchronized (steps) {
                    if (isRecording) {
                        steps.add(new Step(door.actor(), call, result));
                    }
                }
                return result;
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    /// From now on calls are written down, or no more.
    public void record(boolean on) {
        isRecording = on;
    }

    /// The program. It reads a byte, makes one run, prints the nanoseconds that it took, and starts again.
    public String source() {
        int pid = steps.stream().filter(CProgram::isInside).findFirst().orElseThrow().actor().pid();
        var host = new StringBuilder();
        var inside = new StringBuilder();
        int number = 0;
        String last = "host";
        for (Step step : kept()) {
            number++;
            String actor = step.actor().name();
            if (!actor.equals(last) && step.call().systemCall() != SystemCall.CLONE3) {
                (last.equals("host") ? host : inside).append("    give(").append(number).append(");\n");
                (actor.equals("host") ? host : inside).append("    await(").append(number).append(");\n");
                last = actor;
            }
            if (step.call().systemCall() == SystemCall.CLONE3) {
                host.append(clone(step.call()));
            } else {
                (actor.equals("host") ? host : inside).append(statement(step, number, pid));
            }
            if (step.call().systemCall() == SystemCall.EXECVE && step.result() == 0) {
                last = "host";
            }
        }
        return HEAD + "static void child(void) {\n" + inside + "}\nstatic void run(void) {\n" + host + "}\n" + TAIL;
    }

    /// How many calls the program makes.
    public int calls() {
        return kept().size();
    }

    private List<Step> kept() {
        var kept = new ArrayList<Step>();
        for (Step step : steps) {
            boolean isBirth = isInside(step) && List.of("prctl", "getppid", "close").contains(step.call().systemCall().manualName())
                    && kept.stream().noneMatch(CProgram::isInside) && kept.stream().anyMatch(k -> k.call().systemCall() == SystemCall.CLONE3);
            boolean isClone = step.call().systemCall() == SystemCall.CLONE3;
            boolean isString = step.call().systemCall() == SystemCall.PIDFD_GETFD && kept.stream().noneMatch(CProgram::isInside);
            if ((!step.actor().name().equals("zygote") || isClone) && !isBirth && !isString) {
                kept.add(step);
            }
        }
        return kept;
    }

    private static boolean isInside(Step step) {
        return step.actor().name().equals("inside");
    }

    private String clone(Call call) {
        String flags = ((Argument.Struct) call.arguments().getFirst()).fields().getFirst() instanceof Argument.Word word
                ? Long.toString(word.value() & ~0x8000L) : "0";
        return "    { unsigned long a[11] = {" + flags + "UL, 0, 0, 0, SIGCHLD}; init = syscall(SYS_clone3, a, sizeof a); if (init == 0) { syscall(SYS_prctl, 1, SIGKILL, 0, 0, 0); child(); _exit(98); } "
                + "if (init < 0) { perror(\"clone3\"); _exit(97); } }\n";
    }

    private String statement(Step step, int number, int pid) {
        if (closesWhatIsNotOpenHere(step)) {
            return "";
        }
        var declarations = new StringBuilder();
        var words = new StringBuilder();
        int at = 0;
        for (Argument argument : step.call().arguments()) {
            if (argument instanceof Argument.Word its && its.name().equals("count") && writesThePid(step, pid)) {
                words.append(", 7L");
            } else if (!(argument instanceof Argument.Unseen)) {
                words.append(", ").append(word(argument, declarations, "a" + at++, step.actor().name(), pid, step.call().systemCall()));
            }
        }
        String call = "check(syscall(" + step.call().systemCall().number() + words + "), " + Math.min(step.result(), 0) + ", " + number + ")";
        if (step.call().systemCall().returns() == SystemCall.Returns.DESCRIPTOR && step.result() >= 0) {
            call = "fd[" + remember(step.actor().name(), step.result()) + "] = " + call;
        }
        forgetWhatIsClosed(step);
        return "    { " + declarations + call + ";" + descriptorsInTheRoom(step) + " }\n";
    }

    /// Some calls leave descriptors in memory.
    private String descriptorsInTheRoom(Step step) {
        var statements = new StringBuilder();
        if (step.call().systemCall() == SystemCall.SOCKETPAIR && step.call().arguments().get(3) instanceof Argument.Room ends) {
            statements.append(inTheRoom(step, 0, Decoders.intAt(ends.bytes(), 0))).append(inTheRoom(step, 4, Decoders.intAt(ends.bytes(), 4)));
        }
        if (step.call().systemCall() == SystemCall.RECVMSG && step.call().arguments().get(1) instanceof Argument.Struct message
                && message.fields().get(4) instanceof Argument.Room control) {
            int at = 16;
            for (int descriptor : PassedDescriptors.in(control.bytes())) {
                statements.append(inTheRoom(step, at, descriptor));
                at += 4;
            }
        }
        return statements.toString();
    }

    private String inTheRoom(Step step, int at, int descriptor) {
        return " fd[" + remember(step.actor().name(), descriptor) + "] = number(" + at + ");";
    }

    private void forgetWhatIsClosed(Step step) {
        if (step.call().systemCall() == SystemCall.CLOSE && step.call().arguments().getFirst() instanceof Argument.Descriptor its) {
            descriptors.remove(step.actor().name() + its.value());
        }
    }

    /// The sockets of the puppets.
    private boolean closesWhatIsNotOpenHere(Step step) {
        return step.call().systemCall() == SystemCall.CLOSE && step.call().arguments().getFirst() instanceof Argument.Descriptor its
                && !descriptors.containsKey(step.actor().name() + its.value());
    }

    private int remember(String actor, long descriptor) {
        descriptors.put(actor + descriptor, nextDescriptor);
        return nextDescriptor++;
    }

    private String word(Argument argument, StringBuilder declarations, String name, String actor, int pid, SystemCall call) {
        return switch (argument) {
            case Argument.Word word -> number(word, actor, pid);
            case Argument.Unseen unseen -> "0L";
            case Argument.Descriptor descriptor -> descriptor(descriptor.name().equals("targetfd") ? "inside" : actor, descriptor.value());
            case Argument.Text text -> text.value() == null ? "0L" : text(text.value(), actor, pid);
            case Argument.Bytes bytes when call == SystemCall.SENDMSG -> rights(actor, PassedDescriptors.in(content(bytes)));
            case Argument.Bytes bytes -> "(long) " + bytes(content(bytes), pid);
            case Argument.Texts texts -> texts(texts, declarations, name, pid);
            case Argument.Struct struct -> struct(struct, declarations, name, actor, pid, call);
            case Argument.Room room -> "(long) room";
        };
    }

    /// The init's pid, and waitid's pidfd, are plain numbers to the kernel's interface.
    private String number(Argument.Word word, String actor, int pid) {
        if (word.name().equals("pid") && word.value() == pid) {
            return "(long) init";
        }
        return word.name().equals("id") ? descriptor(actor, (int) word.value()) : word.value() + "L";
    }

    private String descriptor(String actor, int value) {
        Integer known = descriptors.get(actor + value);
        return known == null ? value + "L" : "fd[" + known + "]";
    }

    private String rights(String actor, int[] passed) {
        var text = new StringBuilder("rights(" + passed.length);
        for (int value : passed) {
            text.append(", ").append(descriptor(actor, value));
        }
        return text.append(')').toString();
    }

    /// A path may hold the init's pid, or a descriptor as in `/proc/self/fd/7`: then it is put together when the program runs.
    private String text(String value, String actor, int pid) {
        int at = value.indexOf("/" + pid + "/");
        if (at >= 0) {
            return with(value.substring(0, at + 1), "init", value.substring(at + 1 + Integer.toString(pid).length()));
        }
        int digits = value.indexOf("/fd/") + 4;
        int end = digits;
        while (digits > 3 && end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        Integer known = end > digits ? descriptors.get(actor + value.substring(digits, end)) : null;
        return known == null ? "(long) " + literal(KernelText.bytes(value))
                : with(value.substring(0, digits), "fd[" + known + "]", value.substring(end));
    }

    private static String with(String before, String number, String after) {
        return "(long) with(" + literal(KernelText.bytes(before)) + ", " + number + ", " + literal(KernelText.bytes(after)) + ")";
    }

    private static boolean writesThePid(Step step, int pid) {
        return step.call().arguments().get(1) instanceof Argument.Bytes bytes && isPid(content(bytes), pid);
    }

    private static byte[] content(Argument.Bytes bytes) {
        return java.util.Arrays.copyOfRange(bytes.value(), bytes.from(), bytes.from() + bytes.length());
    }

    private static boolean isPid(byte[] value, int pid) {
        return new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).strip().equals(Integer.toString(pid));
    }

    /// The pid of this run may have more digits than the recorded one, so it is always seven characters long.
    private static String bytes(byte[] value, int pid) {
        return isPid(value, pid) ? "seven_with_pid()" : literal(value);
    }

    private static String texts(Argument.Texts texts, StringBuilder declarations, String name, int pid) {
        declarations.append("const char *").append(name).append("[] = {");
        for (String value : texts.values()) {
            declarations.append(literal(KernelText.bytes(value))).append(", ");
        }
        declarations.append("0}; ");
        return "(long) " + name;
    }

    private String struct(Argument.Struct struct, StringBuilder declarations, String name, String actor, int pid, SystemCall call) {
        var fields = new StringBuilder();
        int at = 0;
        for (Argument field : struct.fields()) {
            fields.append(fields.isEmpty() ? "" : ", ").append(word(field, declarations, name + "_" + at++, actor, pid, call));
        }
        declarations.append("long ").append(name).append("[] = {").append(fields).append("}; ");
        return "(long) " + name;
    }

    private static String literal(byte[] bytes) {
        var text = new StringBuilder("\"");
        for (byte b : bytes) {
            String digits = Integer.toOctalString(b & 0xFF);
            text.append('\\').append("000", 0, 3 - digits.length()).append(digits);
        }
        return text.append('"').toString();
    }
}
