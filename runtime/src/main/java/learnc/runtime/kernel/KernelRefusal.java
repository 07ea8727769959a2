package learnc.runtime.kernel;

import java.lang.reflect.Method;

/// The kernel has said no: what we asked, what it answered, why that is likely here, and what to try.
public final class KernelRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Call call;
    private final Errno errno;
    private final String doorName;

    /// @param call     what we asked
    /// @param errno    what the kernel answered
    /// @param doorName who asked
    public KernelRefusal(Call call, Errno errno, String doorName) {
        super(null, null, false, false);
        this.call = call;
        this.errno = errno;
        this.doorName = doorName;
    }

    /// What we asked.
    public Call call() {
        return call;
    }

    /// What the kernel answered.
    public Errno errno() {
        return errno;
    }

    /// Whether the kernel answered this.
    public boolean is(Errno other) {
        return errno == other;
    }

    /// Everything that a user needs, in two to four lines.
    @Override
    public String getMessage() {
        var text = new StringBuilder("asked Linux (").append(doorName).append("): ").append(call)
                .append("\n  it answered: ").append(errno.name()).append(" (").append(errno.meaning()).append(')');
        Refused expected = expected();
        if (expected != null) {
            text.append("\n  likely because: ").append(expected.because()).append("\n  try: ").append(expected.remedy());
        }
        String lesson = FittingLesson.number(call.systemCall().manualName(), call.toString());
        return text.append(lesson == null ? "" : "\n  " + FittingLesson.command(lesson)).toString();
    }

    /// The explanation that stands beside the system call, or for this errno beside all of them; null when there is none.
    public Refused expected() {
        Refused general = null;
        for (Method method : Kernel.class.getMethods()) {
            boolean isOfThisCall = call.systemCall().isMadeBy(method.getName());
            if (isOfThisCall || method.getName().equals("call")) {
                Refused found = expected(method);
                if (found != null && isOfThisCall) {
                    return found;
                }
                general = found == null ? general : found;
            }
        }
        return general;
    }

    private Refused expected(Method method) {
        for (Refused refused : method.getAnnotationsByType(Refused.class)) {
            if (refused.errno() == errno && call.toString().contains(refused.about())) {
                return refused;
            }
        }
        return null;
    }
}
