package learnc.runtime.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a constant of the kernel means, in a few words for somebody who meets it in a trace: `MS_REC` is "also everything that
/// is mounted below". See [Glossary].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Means {
    /// No sentence: it stands behind the name and a colon.
    String value();
}
