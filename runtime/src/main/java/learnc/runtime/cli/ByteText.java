package learnc.runtime.cli;

/// Numbers of bytes for people, as Docker writes them: three digits, powers of 1000.
final class ByteText {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private ByteText() {
    }

    /// `512B`, `3.46MB`, `12.3MB`, `123MB`
    static String of(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + "B" : digits(value) + UNITS[unit];
    }

    private static String digits(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths >= 10_000) {
            return Long.toString(Math.round(value));
        }
        String text = hundredths >= 1000 ? tenths(Math.round(value * 10)) : hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
        return text.endsWith("0") && text.indexOf('.') >= 0 ? text.substring(0, text.length() - 1) : text;
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
