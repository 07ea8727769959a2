package learnc.runtime;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A test that asks the real kernel for what only root may have. Elsewhere it is skipped, and says so.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("root")
@ExtendWith(RootTest.OnlyAsRoot.class)
public @interface RootTest {

    /// Decides, and prints the reason, because a report of skipped tests is seldom read.
    final class OnlyAsRoot implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = missing();
            if (missing == null) {
                return enabled("root on Linux");
            }
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
            return disabled(missing);
        }

        private static String missing() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return "needs Linux, this is " + System.getProperty("os.name");
            }
            return isRoot() ? null : "needs root: run the tests as root or with sudo";
        }

        private static boolean isRoot() {
            try {
                return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            } catch (IOException e) {
                return false;
            }
        }
    }
}
