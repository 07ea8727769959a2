package learnc.runtime.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A value in the notation of strace(1), understood: so that two ways to write the same can be compared.
sealed interface Spoken {

    /// The one way in which equal values are written here.
    String normal();

    /// A string: bytes, of which only the first ones may be shown.
    record Text(String bytes, boolean isCut) implements Spoken {
        private static final int SHOWN = 64;

        /// Both sides are cut where our trace cuts.
        @Override
        public String normal() {
            boolean isLong = isCut || bytes.length() > SHOWN;
            return '"' + bytes.substring(0, Math.min(SHOWN, bytes.length())) + '"' + (isLong ? "..." : "");
        }
    }

    /// A struct. `null` names stand for fields without one.
    record Struct(List<Field> fields) implements Spoken {
        record Field(String name, Spoken value) {
        }

        /// Without fields that are zero: strace leaves out some of those, and we leave out none.
        @Override
        public String normal() {
            var parts = new ArrayList<String>();
            for (Field field : fields) {
                if (!field.value.isZero()) {
                    parts.add((field.name == null ? "" : field.name + "=") + field.value.normal());
                }
            }
            return "{" + String.join(", ", parts) + "}";
        }

        Spoken field(String name) {
            return fields.stream().filter(field -> name.equals(field.name)).map(Field::value).findFirst().orElse(null);
        }
    }

    /// A list, or a set of signals.
    record Items(List<Spoken> items, boolean isComplement) implements Spoken {
        @Override
        public String normal() {
            return (isComplement ? "~" : "") + "[" + String.join(", ", items.stream().map(Spoken::normal).toList()) + "]";
        }
    }

    /// A number, names joined by `|`, or a descriptor with what it is.
    record Word(String text, String about) implements Spoken {
        @Override
        public String toString() {
            return about == null ? normal() : normal() + "<" + about + ">";
        }

        @Override
        public String normal() {
            var atoms = new TreeSet<String>();
            for (String atom : text.split("\\|")) {
                atoms.add(atom(atom));
            }
            // A name for "no bit is set" beside others says nothing.
            atoms.removeIf(atom -> atoms.size() > 1 && atom.equals("0"));
            return String.join("|", atoms);
        }

        private static String atom(String atom) {
            if (atom.startsWith("1<<")) {
                return atom.substring(3);
            }
            if (atom.equals("AT_STATX_SYNC_AS_STAT")) {
                return "0";
            }
            Long number = number(atom);
            return number == null ? atom : number.toString();
        }

        static Long number(String text) {
            if (text.equals("NULL")) {
                return 0L;
            }
            if (text.matches("-?\\d+(\\*\\d+)+")) {
                long product = 1;
                for (String factor : text.split("\\*")) {
                    product *= Long.parseLong(factor);
                }
                return product;
            }
            if (text.matches("0x[0-9a-f]{1,16}")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            if (text.matches("0[0-7]+")) {
                return Long.parseLong(text, 8);
            }
            return text.matches("-?\\d{1,19}") ? Long.valueOf(text) : text.matches("\\d+") ? Long.parseUnsignedLong(text) : null;
        }
    }

    /// For a complaint.
    static String shown(Spoken value) {
        return value instanceof Word word ? word.toString() : value.normal();
    }

    default boolean isZero() {
        return switch (this) {
            case Word word -> word.normal().equals("0");
            case Items set -> set.items().isEmpty() && !set.isComplement();
            case Text _, Struct _ -> false;
        };
    }

    /// What is between the parentheses of a call.
    static List<Spoken> arguments(String text) {
        var reader = new Reader(text);
        var arguments = reader.values('\0');
        if (!reader.isAtEnd()) {
            throw new IllegalArgumentException("not understood from here: " + reader.rest());
        }
        return arguments;
    }

    /// Reads from left to right, never back.
    final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
            skip();
        }

        boolean isAtEnd() {
            return at >= text.length();
        }

        String rest() {
            return text.substring(at);
        }

        List<Spoken> values(char end) {
            var values = new ArrayList<Spoken>();
            while (!isAtEnd() && text.charAt(at) != end) {
                int before = at;
                if (text.startsWith("...", at)) {
                    at += 3;
                } else {
                    values.add(value());
                }
                skip();
                if (!isAtEnd() && text.charAt(at) == ',') {
                    at++;
                    skip();
                }
                if (at == before) {
                    throw new IllegalArgumentException("not understood from here: " + rest());
                }
            }
            return values;
        }

        private Spoken value() {
            Spoken value = switch (text.charAt(at)) {
                case '"' -> string();
                case '{' -> struct();
                case '[' -> items(false);
                case '~' -> {
                    at++;
                    yield items(true);
                }
                default -> word();
            };
            skip();
            if (text.startsWith("=>", at)) {      // behind it: what the kernel has written over it
                at += 2;
                skip();
                value();
            }
            return value;
        }

        private Spoken items(boolean isComplement) {
            expect('[');
            var items = values(']');
            expect(']');
            return new Items(items, isComplement);
        }

        private Spoken struct() {
            expect('{');
            var fields = new ArrayList<Struct.Field>();
            while (text.charAt(at) != '}') {
                if (text.startsWith("...", at)) {
                    at += 3;
                } else {
                    String name = fieldName();
                    fields.add(new Struct.Field(name, value()));
                }
                skip();
                if (text.charAt(at) == ',') {
                    at++;
                    skip();
                }
            }
            expect('}');
            return new Struct(fields);
        }

        private String fieldName() {
            int end = at;
            while (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_') {
                end++;
            }
            if (end == at || text.charAt(end) != '=') {
                return null;
            }
            String name = text.substring(at, end);
            at = end + 1;
            return name;
        }

        private Spoken word() {
            int start = at;
            while (!isAtEnd() && ",)}] ".indexOf(text.charAt(at)) < 0 && !isAnnotation()) {
                if (text.charAt(at) == '(') {
                    at = text.indexOf(')', at);
                }
                at++;
            }
            String word = text.substring(start, at);
            return new Word(word, isAnnotation() ? annotation() : null);
        }

        /// `3</proc>`, but not `1<<CAP_KILL`.
        private boolean isAnnotation() {
            return at > 0 && !isAtEnd() && text.charAt(at) == '<' && !text.startsWith("<<", at) && text.charAt(at - 1) != '<';
        }

        private String annotation() {
            int start = at + 1;
            int depth = 0;
            do {
                char c = text.charAt(at);
                depth += c == '<' ? 1 : c == '>' && text.charAt(at - 1) != '-' ? -1 : 0;
                at++;
            } while (depth > 0);
            String about = text.substring(start, at - 1);
            at += text.startsWith("(deleted)", at) ? "(deleted)".length() : 0;
            return about;
        }

        private Spoken string() {
            expect('"');
            var bytes = new StringBuilder();
            while (text.charAt(at) != '"') {
                bytes.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at++));
            }
            expect('"');
            boolean isCut = text.startsWith("...", at);
            at += isCut ? 3 : 0;
            return new Text(bytes.toString(), isCut);
        }

        private char escaped() {
            char kind = text.charAt(at + 1);
            int plain = "ntrfv\"\\".indexOf(kind);
            if (plain >= 0) {
                at += 2;
                return "\n\t\r\f\u000b\"\\".charAt(plain);
            }
            if (kind == 'x') {
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 2, at), 16);
            }
            int end = at + 1;
            while (end < at + 4 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
                end++;
            }
            char value = (char) Integer.parseInt(text.substring(at + 1, end), 8);
            at = end;
            return value;
        }

        /// Spaces, and comments: strace writes `/* 12 entries */` for people.
        private void skip() {
            while (!isAtEnd()) {
                if (text.charAt(at) == ' ') {
                    at++;
                } else if (text.startsWith("/*", at)) {
                    at = text.indexOf("*/", at) + 2;
                } else {
                    return;
                }
            }
        }

        private void expect(char wanted) {
            if (isAtEnd() || text.charAt(at) != wanted) {
                throw new IllegalArgumentException("expected " + wanted + " here: " + rest());
            }
            at++;
        }

        /// The text up to the parenthesis that closes the call; strings and structs may hold some.
        String upToClosingParenthesis() {
            int start = at;
            values(')');
            String inside = text.substring(start, at);
            expect(')');
            return inside;
        }
    }

    /// The bytes of a string that holds one byte a character.
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
