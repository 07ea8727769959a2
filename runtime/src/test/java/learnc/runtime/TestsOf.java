package learnc.runtime;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs test classes without Maven, for machines on which that would take minutes (`runtime/src/test/vm/test-cgroup2`).
final class TestsOf implements TestExecutionListener {

    private TestsOf() {
    }

    /// @param classes names of test classes; ends with 1 when a test fails, or when none was run at all
    public static void main(String[] classes) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes).map(name -> selectClass(name)).toList()).build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary, new TestsOf());
        summary.getSummary().printFailuresTo(new PrintWriter(System.out, true), 12);
        System.out.println("tests: " + summary.getSummary().getTestsSucceededCount() + " passed, " + summary.getSummary().getTestsFailedCount()
                + " failed, " + summary.getSummary().getTestsSkippedCount() + " skipped, " + summary.getSummary().getTestsAbortedCount() + " not for this machine");
        boolean isGood = summary.getSummary().getTotalFailureCount() == 0 && summary.getSummary().getTestsSucceededCount() > 0;
        System.exit(isGood ? 0 : 1);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            System.out.println(result.getStatus() + " " + test.getDisplayName() + result.getThrowable().map(cause -> ": " + cause).orElse(""));
        }
    }
}
