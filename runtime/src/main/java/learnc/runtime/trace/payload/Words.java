package learnc.runtime.trace.payload;

import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Errno;

/// Puts the arguments and the result of a call into words.
final class Words {

    /// The result of a call that never comes back.
    static final String NOT_RETURNED = "?";

    private static final long[] NONE = {};
    private static final int HIGHEST_ERRNO = 4095;
    private static final int FIRST_RESTART = 512;
    private static final int LAST_RESTART = 516;

    private static final int F_DUPFD = 0;
    private static final int F_GETFD = 1;
    private static final int F_GETFL = 3;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private final Constants constants;
    private final Memory memory;
    private final Files files;
    private final Glance.Most most;

    Words(Memory memory, Files files, Constants constants, Glance.Most most) {
        this.constants = constants;
        this.memory = memory;
        this.files = files;
        this.most = most;
    }

    /// How those arguments read before the call that may mean something else as soon as it goes on; null elsewhere.
    String[] before(Tracee tracee, Signature signature, long[] words) {
        var texts = new String[signature.size()];
        var glance = new Glance(memory, files, tracee, words, 0, most);
        for (int i = 0; i < texts.length; i++) {
            if (signature.meaning(i).isFleeting()) {
                texts[i] = text(signature, glance, i);
            }
        }
        return texts;
    }

    /// Puts the other arguments into words, those that stand in the call itself: the thread may have gone on. Null stays where the kernel
    /// has yet to answer.
    String[] complete(Ongoing call, String[] texts) {
        var glance = new Glance(null, null, null, call.words(), 0, most);
        for (int i = 0; i < texts.length; i++) {
            Meaning meaning = call.signature().meaning(i);
            if (texts[i] == null && !meaning.isAnswer() && !meaning.isFleeting()) {
                texts[i] = text(call.signature(), glance, i);
            }
        }
        return texts;
    }

    /// How all arguments read after the call. Where the kernel has refused there is no answer, only its address.
    String[] after(Tracee tracee, Ongoing call, long result) {
        follow(tracee, call, result);
        if (isRefused(result)) {
            return withoutAnswers(call);
        }
        var glance = new Glance(memory, files, tracee, call.words(), result, most);
        for (int i = 0; i < call.texts().length; i++) {
            if (call.signature().meaning(i).isAnswer()) {
                call.texts()[i] = text(call.signature(), glance, i);
            }
        }
        return call.texts();
    }

    /// The arguments of a call that the kernel will never answer.
    String[] withoutAnswers(Ongoing call) {
        for (int i = 0; i < call.texts().length; i++) {
            if (call.texts()[i] == null && call.signature().meaning(i).isAnswer()) {
                call.texts()[i] = Decoders.hexadecimal(call.words()[i]);
            }
        }
        return call.texts();
    }

    private static String text(Signature signature, Glance glance, int at) {
        String text = null;
        if (signature.meaning(at).kind() != Meaning.Kind.POINTER || glance.word(at) != 0) {
            text = signature.meaning(at).reader().text(glance, at);
        }
        return text == null ? Decoders.hexadecimal(glance.word(at)) : text;
    }

    /// What the result says that is no new descriptor.
    String result(Ongoing call, long result) {
        if (isRestart(result)) {
            return "? " + restart(result);
        }
        if (isRefused(result)) {
            Errno errno = Errno.of(-result);
            return "-1 " + errno.name() + " (" + errno.meaning() + ")";
        }
        return switch (call.signature().name()) {
            case "mmap", "brk", "mremap", "shmat" -> Decoders.hexadecimal(result);
            case "umask" -> Decoders.octal(result);
            case "fcntl" -> flags(call, result) == null ? Long.toString(result) : "0x" + Long.toHexString(result) + " (flags " + flags(call, result) + ")";
            default -> Long.toString(result);
        };
    }

    /// The flags that fcntl(2) was asked for, or null.
    private String flags(Ongoing call, long result) {
        return switch ((int) call.words()[1]) {
            case F_GETFD -> result == 0 ? null : constants.names("fd_flag").apply(result);
            case F_GETFL -> constants.names("open").apply(result);
            default -> null;
        };
    }

    /// What the new descriptor is that the call has made, as long as the thread stands still; null for all other calls.
    String descriptor(Tracee tracee, Ongoing call, long result) {
        return isNewDescriptor(call) && !isRefused(result) ? new Glance(memory, files, tracee, NONE, result, Glance.Most.NOTHING).descriptor((int) result) : null;
    }

    /// A call that a signal has interrupted, and that the kernel itself makes again.
    static boolean isRestart(long result) {
        return result <= -FIRST_RESTART && result >= -LAST_RESTART;
    }

    private static String restart(long result) {
        return switch ((int) -result) {
            case 512 -> "ERESTARTSYS (To be restarted if SA_RESTART is set)";
            case 513 -> "ERESTARTNOINTR (To be restarted)";
            case 514 -> "ERESTARTNOHAND (To be restarted if no handler)";
            case 516 -> "ERESTART_RESTARTBLOCK (Interrupted by signal)";
            default -> "ERESTART (To be restarted)";
        };
    }

    static boolean isRefused(long result) {
        return result < 0 && result >= -HIGHEST_ERRNO;
    }

    /// Learns from a call what descriptors mean no longer.
    private void follow(Tracee tracee, Ongoing call, long result) {
        switch (call.signature().name()) {
            case "close" -> files.forget(tracee, (int) call.words()[0]);
            case "dup2", "dup3" -> files.forget(tracee, (int) call.words()[1]);
            case "close_range", "recvmsg", "recvmmsg", "rename", "renameat", "renameat2", "pipe", "pipe2", "socketpair", "bind", "connect", "unlink", "unlinkat" ->
                    files.forgetAll(tracee.process());
            default -> {
                if (isNewDescriptor(call)) {
                    files.forget(tracee, (int) result);
                }
            }
        }
    }

    private static boolean isNewDescriptor(Ongoing call) {
        return switch (call.signature().name()) {
            case "open", "openat", "openat2", "creat", "dup", "dup2", "dup3", "socket", "accept", "accept4", "epoll_create", "epoll_create1", "eventfd", "eventfd2",
                    "signalfd", "signalfd4", "timerfd_create", "inotify_init", "inotify_init1", "memfd_create", "memfd_secret", "pidfd_open", "pidfd_getfd", "fsopen",
                    "fspick", "fsmount", "open_tree", "userfaultfd", "io_uring_setup", "open_by_handle_at", "fanotify_init", "perf_event_open", "bpf" -> true;
            case "fcntl" -> (int) call.words()[1] == F_DUPFD || (int) call.words()[1] == F_DUPFD_CLOEXEC;
            default -> false;
        };
    }
}
