package learnc.runtime.stage.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import learnc.runtime.kernel.KernelText;

/// The extended headers of an archive's next entry (pax, POSIX.1-2001): records `LENGTH KEY=VALUE\n`.
///
/// commons-compress reads them too, but as UTF-8 text. File names need not be that, and extended attributes are binary:
/// `security.capability` would not survive. So the bytes are kept here as they pass.
final class PaxRecords {

    static final String ATTRIBUTE = "SCHILY.xattr.";
    private static final int MOST_BYTES = 1 << 20;

    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private Map<String, byte[]> values = Map.of();

    /// Some bytes of a header have passed.
    ///
    /// @throws IOException when the headers of one entry are longer than 1 MiB
    void add(byte[] bytes, int from, int length) throws IOException {
        if (raw.size() + length > MOST_BYTES) {
            throw new IOException("the headers of one entry are longer than " + MOST_BYTES + " bytes");
        }
        raw.write(bytes, from, length);
    }

    /// The headers of the next entry begin.
    void clear() {
        raw.reset();
        values = Map.of();
    }

    /// The headers are complete. A later record replaces an earlier one.
    void read() throws IOException {
        if (raw.size() > 0) {
            values = records(raw.toByteArray());
        }
    }

    /// A name or a link's target, or `otherwise` when the headers say nothing about it.
    String text(String key, String otherwise) {
        byte[] value = values.get(key);
        return value == null ? otherwise : KernelText.text(value, 0, value.length);
    }

    /// The extended attributes that Linux knows.
    ///
    /// Overlay's own (`trusted.overlay.…`, `user.overlay.…`) are left out: an archive says what a layer removes with
    /// `.wh.` names, and must not steer the kernel's stacking by other means.
    Map<String, byte[]> attributes() {
        if (values.isEmpty()) {
            return Map.of();
        }
        var attributes = new HashMap<String, byte[]>();
        values.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE) && isLinuxAttribute(key.substring(ATTRIBUTE.length()))) {
                attributes.put(key.substring(ATTRIBUTE.length()), value);
            }
        });
        return attributes;
    }

    private static boolean isLinuxAttribute(String name) {
        return (name.startsWith("user.") || name.startsWith("security.") || name.startsWith("trusted.") || name.startsWith("system."))
                && !name.startsWith("trusted.overlay.") && !name.startsWith("user.overlay.");
    }

    private static Map<String, byte[]> records(byte[] raw) throws IOException {
        var records = new HashMap<String, byte[]>();
        for (int at = 0; at < raw.length && raw[at] != 0; ) {
            int space = find(raw, (byte) ' ', at, raw.length);
            int end = at + number(raw, at, space);
            if (end > raw.length || end <= space) {
                throw new IOException("a pax header has a wrong length");
            }
            int equals = find(raw, (byte) '=', space, end);
            records.put(KernelText.text(raw, space + 1, equals - space - 1), Arrays.copyOfRange(raw, equals + 1, end - 1));
            at = end;
        }
        return records;
    }

    private static int find(byte[] raw, byte wanted, int from, int end) throws IOException {
        for (int at = from; at < end; at++) {
            if (raw[at] == wanted) {
                return at;
            }
        }
        throw new IOException("a pax header is no list of records");
    }

    private static int number(byte[] raw, int from, int end) throws IOException {
        int number = 0;
        for (int at = from; at < end; at++) {
            int digit = raw[at] - '0';
            if (digit < 0 || digit > 9 || number > MOST_BYTES) {
                throw new IOException("a pax header has a wrong length");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
