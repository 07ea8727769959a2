package learnc.viewer.strace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An argument, or a part of one, as strace wrote it and as it is meant.
///
/// @param text   as it stands in the log, without spaces around it
/// @param pieces what it consists of, in order
public record Term(String text, List<Piece> pieces) {

    private static final Pattern NUMBER = Pattern.compile("-?(0x[0-9a-f]{1,16}|[0-9]{1,19})");

    /// What a term consists of.
    public sealed interface Piece {
    }

    /// Letters and digits, as `O_RDONLY` or `0x7f`.
    public record Word(String text) implements Piece {
    }

    /// A string.
    ///
    /// @param bytes   its content, a character for each byte
    /// @param isCut   whether there was more of it than strace showed
    public record Quoted(String bytes, boolean isCut) implements Piece {
    }

    /// `{…}`, `[…]` or `(…)`: the fields of a struct, the members of an array, the arguments of a macro.
    ///
    /// @param opening the bracket
    public record Group(char opening, List<Term> members) implements Piece {
    }

    /// What a descriptor or a process is: `/proc` in `3</proc>`.
    public record About(String text) implements Piece {
    }

    /// `/* 39 vars */`, without the stars.
    public record Comment(String text) implements Piece {
    }

    /// Anything between the other pieces, a character at a time: `|`, `=`, `~`, `…`.
    public record Sign(char sign) implements Piece {
    }

    /// The name in front of `=`, as `flags` in `flags=CLONE_FS`; null where there is none.
    public String name() {
        boolean isNamed = pieces.size() > 1 && pieces.get(0) instanceof Word && pieces.get(1).equals(new Sign('='));
        return isNamed ? ((Word) pieces.get(0)).text() : null;
    }

    /// The text without a name in front.
    public String value() {
        return name() == null ? text : text.substring(text.indexOf('=') + 1);
    }

    /// The number that the term is or begins with, as `3` in `3</proc>`; null when it begins with none.
    public Long number() {
        var found = NUMBER.matcher(value());
        if (!found.lookingAt() || found.end() < value().length() && Character.isLetterOrDigit(value().charAt(found.end()))) {
            return null;
        }
        try {
            return found.group(1).startsWith("0x") ? Long.parseUnsignedLong(found.group(1).substring(2), 16) : Long.valueOf(found.group());
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }

    /// Whether a word stands in it, at any depth.
    public boolean says(String word) {
        for (Piece piece : pieces) {
            if (piece instanceof Word found && found.text().equals(word)
                    || piece instanceof Group group && group.members().stream().anyMatch(member -> member.says(word))) {
                return true;
            }
        }
        return false;
    }

    /// All strings in it, at any depth.
    public List<String> strings() {
        var strings = new ArrayList<String>();
        for (Piece piece : pieces) {
            if (piece instanceof Quoted quoted) {
                strings.add(quoted.bytes());
            } else if (piece instanceof Group group) {
                group.members().forEach(member -> strings.addAll(member.strings()));
            }
        }
        return strings;
    }

    /// What the descriptor is with which the term begins; null where strace does not say it.
    public String about() {
        for (Piece piece : pieces) {
            if (piece instanceof About about) {
                return about.text();
            }
        }
        return null;
    }

    /// The single names, where it is nothing but names with `|` between them; else nothing.
    public List<String> flags() {
        var names = new ArrayList<String>();
        int from = name() == null ? 0 : 2;
        for (int i = from; i < pieces.size(); i++) {
            boolean isName = (i - from) % 2 == 0;
            if (isName && pieces.get(i) instanceof Word word && isFlag(word.text())) {
                names.add(word.text());
            } else if (isName || !pieces.get(i).equals(new Sign('|'))) {
                return List.of();
            }
        }
        return names;
    }

    private static boolean isFlag(String word) {
        return word.length() > 1 && (Character.isUpperCase(word.charAt(0)) || word.charAt(0) == '_') && !word.equals("NULL");
    }
}
