package learnc.lessons.cell;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names in a piece of Java, as far as one sees them without compiling it.
public final class Names {

    private static final String LITERALS = "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|//[^\n]*|(?s:/\\*.*?\\*/)";
    private static final Pattern QUOTED = Pattern.compile(LITERALS);
    private static final Pattern NAME = Pattern.compile("(?<![\\w$.])[A-Za-z_$][\\w$]*");
    private static final Pattern SET = Pattern.compile("(?<![\\w$.])(?<name>[A-Za-z_$][\\w$]*)\\s*(?:\\[[^\\]]*]\\s*)*(?:=(?!=)|(?:[-+*/%&|^]|<<|>>>?)=|\\+\\+|--)|(?:\\+\\+|--)\\s*(?<prefixed>[A-Za-z_$][\\w$]*)");

    private Names() {
    }

    /// All that occur, but not behind a dot: those belong to something else.
    public static Set<String> used(String java) {
        var names = new TreeSet<String>();
        NAME.matcher(bare(java)).results().forEach(one -> names.add(one.group()));
        return names;
    }

    /// Those to which something is assigned.
    static Set<String> set(String java) {
        var names = new TreeSet<String>();
        Matcher matcher = SET.matcher(bare(java));
        while (matcher.find()) {
            names.add(matcher.group("name") == null ? matcher.group("prefixed") : matcher.group("name"));
        }
        return names;
    }

    private static String bare(String java) {
        return QUOTED.matcher(java).replaceAll(" ");
    }
}
