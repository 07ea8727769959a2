package learnc.runtime.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A refusal that can be expected from a system call: why it happens on machines like ours, and the way out.
///
/// It stands on the method of [Kernel] that makes the call, and is what a user reads when the call is refused. Beside it, the
/// method of a stage that makes the call may have its own, which is nearer to the truth: the trace shows that one.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Refused.All.class)
public @interface Refused {
    /// What the kernel answers.
    Errno errno();

    /// The likely cause, in one sentence.
    String because();

    /// What to try, in one sentence; empty where learnc expects this answer and goes on.
    String remedy();

    /// The calls that it speaks about, by their names in the manual; none means all.
    String[] call() default {};

    /// Only of a call with an argument whose text contains this; empty means any.
    String about() default "";

    /// Several of them.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /// Each.
        Refused[] value();
    }
}
