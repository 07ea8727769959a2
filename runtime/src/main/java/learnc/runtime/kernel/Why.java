package learnc.runtime.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Why system calls are made here, for a reader of the trace who has never seen them.
///
/// It stands on the method that makes the calls, or on one that calls it: the nearest counts. Where a method makes several,
/// each can have its own words; the most exact ones count.
///
///     @Why(call = "mount", about = "MS_PRIVATE", value = "Cuts the link between …", without = "Every mount made here would …")
///
/// On a method of [Kernel] itself it speaks about a call that means the same wherever it is made, such as close(2): it counts
/// where nobody has said anything about exactly that call.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
@Repeatable(Why.All.class)
public @interface Why {

    /// Stands, in a text, for the text of the next caller that has one: so a tool such as [WholeFile] says what it does, and its
    /// user what for.
    String CALLER = "{}";

    /// What it is for, in one sentence.
    String value();

    /// What would be different without it, in one sentence.
    String without();

    /// The calls that it speaks about, by their names in the manual; none means all.
    String[] call() default {};

    /// Only of a call with an argument whose text contains this; empty means any.
    String about() default "";

    /// Several of them.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
    @interface All {
        /// Each.
        Why[] value();
    }
}
