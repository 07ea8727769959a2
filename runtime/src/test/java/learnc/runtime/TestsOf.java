package learnc.runtime;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/// Runs tests without Maven, for machines on which that would take minutes (`vagrant/vm-test`).
final class TestsOf implements TestExecutionListener {

    private static final PrintWriter OUT = new PrintWriter(System.out, true);

    private final Map<TestIdentifier, Long> beginnings = new ConcurrentHashMap<>();

    private TestsOf() {
    }

    /// Ends with 1 when a test fails, or when none was run at all.
    ///
    /// @param arguments a directory for JUnit's XML, then what to run: `class:NAME` or `method:NAME#METHOD`
    public static void main(String[] arguments) {
        var selectors = Arrays.stream(arguments).skip(1).map(words -> DiscoverySelectors.parse(words).orElseThrow()).toList();
        var summary = new SummaryGeneratingListener();
        var report = new LegacyXmlReportGeneratingListener(Path.of(arguments[0]), OUT);
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), summary, report, new TestsOf());
        summary.getSummary().printFailuresTo(OUT, 12);
        OUT.println("tests: " + summary.getSummary().getTestsSucceededCount() + " passed, " + summary.getSummary().getTestsFailedCount()
                + " failed, " + summary.getSummary().getTestsSkippedCount() + " skipped, " + summary.getSummary().getTestsAbortedCount() + " not for this machine");
        boolean isGood = summary.getSummary().getTotalFailureCount() == 0 && summary.getSummary().getTestsSucceededCount() > 0;
        System.exit(isGood ? 0 : 1);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        beginnings.put(test, System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long seconds = (System.nanoTime() - beginnings.remove(test)) / 1_000_000_000;
        if (test.isTest()) {
            OUT.println(result.getStatus() + " " + seconds + " s " + test.getDisplayName() + result.getThrowable().map(cause -> ": " + cause).orElse(""));
        }
    }
}
