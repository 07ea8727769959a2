package learnc.runtime.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A refusal that can be expected from a system call: why it happens on machines like ours, and the way out.
///
/// It stands on the method that makes the call, and it is what a user reads when the call is refused.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Refused.All.class)
public @interface Refused {
    /// What the kernel answers.
    Errno errno();

    /// The likely cause, in one sentence.
    String because();

    /// What to try, in one sentence.
    String remedy();

    /// Several of them.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /// Each.
        Refused[] value();
    }
}
