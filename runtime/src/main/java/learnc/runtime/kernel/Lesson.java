package learnc.runtime.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The lesson that teaches what a system call is about: whoever is refused is sent there.
///
/// It stands on the method of [Kernel] that makes the call, or on the one that makes all of them.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Lesson.All.class)
public @interface Lesson {
    /// Its number, as `09`.
    String value();

    /// Only of a call with an argument whose text contains this; empty means any.
    String about() default "";

    /// Several of them.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /// Each.
        Lesson[] value();
    }
}
