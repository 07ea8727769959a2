package learnc.runtime.cli;

/// How long ago something was, as a person would say it.
final class Age {

    private static final long[] UNIT_SECONDS = {365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1};
    private static final String[] UNITS = {"year", "month", "week", "day", "hour", "minute", "second"};

    private Age() {
    }

    /// `3 minutes`, in the greatest unit of which there is a whole one.
    static String text(long milliseconds) {
        long seconds = Math.max(0, milliseconds / 1000);
        int unit = 0;
        while (unit < UNITS.length - 1 && seconds < UNIT_SECONDS[unit]) {
            unit++;
        }
        long count = seconds / UNIT_SECONDS[unit];
        return count + " " + UNITS[unit] + (count == 1 ? "" : "s");
    }
}
