package learnc.runtime.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers of bytes for people, as Docker writes them: three digits, powers of 1000.
final class ByteText {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private ByteText() {
    }

    /// `512B`, `3.46MB`, `12.3MB`, `123MB`
    static String of(long bytes) {
        BigDecimal rounded = new BigDecimal(bytes).round(THREE_DIGITS);
        int unit = Math.min((rounded.precision() - rounded.scale() - 1) / 3, UNITS.length - 1);
        return rounded.movePointLeft(3 * unit).stripTrailingZeros().toPlainString() + UNITS[unit];
    }
}
