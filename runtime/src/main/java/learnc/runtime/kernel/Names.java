package learnc.runtime.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/// The names of a word's bits, or of its values, read from the constants of a class when they are first needed.
public final class Names implements LongFunction<String> {

    /// As many as a word of flags may have in a program that plays with it.
    private static final int MOST_REMEMBERED = 1000;
    private static final ClassValue<Field[]> FIELDS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> constants) {
            return constants.getDeclaredFields();
        }
    };

    private final Class<?> constants;
    private final List<String> prefixes;
    private final long field;
    private final boolean bits;
    private final Map<Long, String> remembered = new ConcurrentHashMap<>();
    private Supplier<Map<String, Long>> table;
    private List<Named> known;

    private record Named(String name, long value) {
    }

    private Names(Supplier<Map<String, Long>> table, boolean bits, long field) {
        this(null, List.of(), bits, field);
        this.table = table;
    }

    private Names(Class<?> constants, List<String> prefixes, boolean bits, long field) {
        this.constants = constants;
        this.prefixes = prefixes;
        this.bits = bits;
        this.field = field;
    }

    /// Names of single bits (or of groups of bits), joined by `|`: every constant that starts with one of the prefixes.
    public static Names ofBits(Class<?> constants, String... prefixes) {
        return new Names(constants, List.of(prefixes), true, 0);
    }

    /// Names of whole values: every constant that starts with one of the prefixes.
    public static Names ofValues(Class<?> constants, String... prefixes) {
        return new Names(constants, List.of(prefixes), false, 0);
    }

    /// Names of bits, beside a field of several bits that always has one of its values, zero included: `O_RDONLY|O_CLOEXEC`.
    ///
    /// @param field the bits of the field
    public static Names ofFieldAndBits(long field, Class<?> constants, String... prefixes) {
        return new Names(constants, List.of(prefixes), true, field);
    }

    /// Names of whole values that stand in a table, which is read when they are first needed.
    public static Names ofValues(Supplier<Map<String, Long>> table) {
        return new Names(table, false, 0);
    }

    /// Names of bits that stand in a table, which is read when they are first needed.
    ///
    /// @param field bits of a field that always has one of its values; 0 for none
    public static Names ofBits(long field, Supplier<Map<String, Long>> table) {
        return new Names(table, true, field);
    }

    /// `MS_REC|MS_PRIVATE`; what has no name stands behind the names in hexadecimal.
    @Override
    public String apply(long value) {
        String text = remembered.get(value);
        if (text == null) {
            text = read(value);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(value, text);
            }
        }
        return text;
    }

    private String read(long value) {
        if (field != 0) {
            String rest = (value & ~field) == 0 ? "" : "|" + joined(value & ~field);
            return single(value & field) + rest;
        }
        return bits ? joined(value) : single(value);
    }

    private String single(long value) {
        for (Named named : known()) {
            if (named.value == value) {
                return named.name;
            }
        }
        return Long.toString(value);
    }

    private String joined(long value) {
        var text = new StringBuilder();
        long rest = value;
        for (Named named : known()) {
            if (named.value != 0 && (rest & named.value) == named.value) {
                text.append(text.isEmpty() ? "" : "|").append(named.name);
                rest &= ~named.value;
            }
        }
        if (rest != 0) {
            text.append(text.isEmpty() ? "" : "|").append("0x").append(Long.toHexString(rest));
        }
        return text.isEmpty() ? zero() : text.toString();
    }

    private String zero() {
        for (Named named : known()) {
            if (named.value == 0) {
                return named.name;
            }
        }
        return "0";
    }

    private List<Named> known() {
        if (known == null) {
            known = List.copyOf(table == null ? read() : readTable());
        }
        return known;
    }

    private List<Named> readTable() {
        var found = new ArrayList<Named>();
        table.get().forEach((name, value) -> found.add(new Named(name, value)));
        return sorted(found);
    }

    private List<Named> read() {
        var found = new ArrayList<Named>();
        for (Field field : FIELDS.get(constants)) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive() && isWanted(field.getName())) {
                found.add(new Named(field.getName(), valueOf(field)));
            }
        }
        return sorted(found);
    }

    private static List<Named> sorted(List<Named> found) {
        // A name for several bits at once must be tried before the names of its parts.
        found.sort((a, b) -> Long.bitCount(b.value) > 1 || Long.bitCount(a.value) > 1
                ? Integer.compare(Long.bitCount(b.value), Long.bitCount(a.value)) : Long.compareUnsigned(a.value, b.value));
        return found;
    }

    private boolean isWanted(String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static long valueOf(Field field) {
        try {
            field.setAccessible(true);
            return field.getType() == int.class ? Integer.toUnsignedLong(field.getInt(null)) : field.getLong(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
