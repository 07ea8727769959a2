package learnc.runtime.spec;

import java.math.BigDecimal;
import java.util.Locale;

/// Limits as a person writes them: `64m`, `1.5g`, `0.5`, `/dev/sda:10mb`. The notation is Docker's; units are powers of 1024.
///
/// Each method refuses what is no such value with an [IllegalArgumentException] whose message is meant for the user.
public final class Sizes {

    /// Less memory than this cannot start a program (Docker has the same bound).
    public static final long LEAST_MEMORY_BYTES = 6L << 20;

    private static final String UNITS = "kmgtp";
    private static final double LEAST_CPUS = 0.01;
    private static final int LEAST_WEIGHT = 10;
    private static final int MOST_WEIGHT = 1000;

    private Sizes() {
    }

    /// A number of bytes, at least 1, with one of the units b, k, m, g, t, p (`kb` and `KiB` mean the same as `k`), or bytes without one.
    public static long bytes(String text) {
        String number = withoutUnit(text);
        BigDecimal bytes = decimal(text, number).multiply(BigDecimal.valueOf(unitBytes(text.substring(number.length()), text)));
        if (bytes.toBigInteger().bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("'" + text + "' is more than Linux can count");
        }
        return atLeastOne(bytes.longValue(), text);
    }

    /// A limit of memory in bytes, at least 6 MiB.
    public static long memoryBytes(String text) {
        long bytes = bytes(text);
        if (bytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException("'" + text + "' is too little memory to start a program: at least 6m");
        }
        return bytes;
    }

    /// How many processors' time, at least 0.01.
    public static double cpus(String text) {
        double cpus = decimal(text, text).doubleValue();
        if (cpus < LEAST_CPUS) {
            throw new IllegalArgumentException("'" + text + "' is too little: at least 0.01 of a processor");
        }
        return cpus;
    }

    /// How many processes and threads; null for `-1` and `0`, which mean no limit as in Docker.
    public static Long pids(String text) {
        if (text.equals("-1") || text.equals("0")) {
            return null;
        }
        return whole(text);
    }

    /// A share of the disk, 10 to 1000.
    public static int blkioWeight(String text) {
        long weight = whole(text);
        if (weight < LEAST_WEIGHT || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("'" + text + "' is no weight: it is a number from 10 to 1000");
        }
        return (int) weight;
    }

    /// A limit of one device: `/dev/sda:10mb` for bytes, `/dev/sda:1000` for operations per second.
    public static Limits.DeviceRate rate(Limits.Direction direction, String text) {
        int colon = text.lastIndexOf(':');
        if (!text.startsWith("/") || colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form /dev/NAME:RATE");
        }
        String rate = text.substring(colon + 1);
        return new Limits.DeviceRate(direction, text.substring(0, colon), switch (direction) {
            case READ_BYTES, WRITE_BYTES -> bytes(rate);
            case READ_OPERATIONS, WRITE_OPERATIONS -> whole(rate);
        });
    }

    private static long whole(String text) {
        BigDecimal number = decimal(text, text);
        if (number.scale() > 0 || number.toBigInteger().bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("'" + text + "' is no whole number that Linux can count");
        }
        return atLeastOne(number.longValue(), text);
    }

    private static long atLeastOne(long number, String text) {
        if (number < 1) {
            throw new IllegalArgumentException("'" + text + "' is too little: at least 1");
        }
        return number;
    }

    private static String withoutUnit(String text) {
        int end = 0;
        while (end < text.length() && isOfNumber(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static long unitBytes(String unit, String text) {
        String letter = letterOf(unit.toLowerCase(Locale.ROOT));
        if (letter.isEmpty()) {
            return 1;
        }
        if (letter.length() > 1 || UNITS.indexOf(letter.charAt(0)) < 0) {
            throw new IllegalArgumentException("'" + text + "' is no size: a number with one of the units b, k, m, g, t, p, as in 64m");
        }
        return 1L << 10 * (UNITS.indexOf(letter.charAt(0)) + 1);
    }

    private static String letterOf(String unit) {
        if (unit.endsWith("ib") && unit.length() > 2) {
            return unit.substring(0, unit.length() - 2);
        }
        return unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    /// Digits with at most one point between them; Java's own parsers also take `1e9`, `0x1p3` and `NaN`.
    private static BigDecimal decimal(String text, String number) {
        int points = 0;
        for (int i = 0; i < number.length(); i++) {
            points += number.charAt(i) == '.' ? 1 : 0;
        }
        if (number.isEmpty() || points > 1 || number.startsWith(".") || number.endsWith(".") || withoutUnit(number).length() < number.length()) {
            throw new IllegalArgumentException("'" + text + "' is no number");
        }
        return new BigDecimal(number);
    }
}
