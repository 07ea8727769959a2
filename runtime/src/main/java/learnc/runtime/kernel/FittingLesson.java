package learnc.runtime.kernel;

import java.lang.reflect.Method;

/// Finds the lesson for a call, by what stands beside it in the code.
public final class FittingLesson {

    private FittingLesson() {
    }

    /// How a user opens a lesson.
    public static String command(String number) {
        return "see: learnc lesson show " + number;
    }

    /// The number of the lesson, or null when none is about this call. Of several, the first that says what it is about.
    ///
    /// @param systemCall its name in the manual
    /// @param arguments  its arguments as text
    public static String number(String systemCall, String arguments) {
        SystemCall call = SystemCall.named(systemCall);
        Lesson best = null;
        for (Method method : Kernel.class.getMethods()) {
            if (method.getName().equals("call") || call != null && call.isMadeBy(method.getName())) {
                for (Lesson lesson : method.getAnnotationsByType(Lesson.class)) {
                    best = arguments.contains(lesson.about()) && isNearer(lesson, best) ? lesson : best;
                }
            }
        }
        return best == null ? null : best.value();
    }

    private static boolean isNearer(Lesson lesson, Lesson best) {
        return best == null || best.about().isEmpty() && !lesson.about().isEmpty();
    }
}
