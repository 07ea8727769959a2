package learnc.viewer.strace;

import java.util.ArrayList;
import java.util.List;
import learnc.viewer.strace.Term.About;
import learnc.viewer.strace.Term.Comment;
import learnc.viewer.strace.Term.Group;
import learnc.viewer.strace.Term.Piece;
import learnc.viewer.strace.Term.Quoted;
import learnc.viewer.strace.Term.Sign;
import learnc.viewer.strace.Term.Word;

/// Reads arguments from their first character to the bracket that closes them.
final class TermReader {

    /// Deeper than any struct of Linux, and far from the end of Java's stack.
    private static final int DEEPEST = 40;
    private static final char ROUND = '(';

    private final String text;
    private final long line;
    private final int lastSocketEnd;
    private int at;
    private int depth;

    /// @param line its number, for refusals
    TermReader(String text, int from, long line) {
        this.text = text;
        this.at = from;
        this.line = line;
        this.lastSocketEnd = text.lastIndexOf("]>");
    }

    /// Where the reader stands: behind what it has read.
    int position() {
        return at;
    }

    /// The arguments of a call; the reader stands behind its `(`, and afterwards behind its `)`.
    List<Term> arguments() {
        return members(ROUND);
    }

    private List<Term> members(char opening) {
        need(++depth <= DEEPEST, "brackets nest too deep");
        char closing = closing(opening);
        var members = new ArrayList<Term>();
        skipSpaces();
        while (peek() != closing) {
            members.add(term());
            skipSpaces();
            if (peek() == ',') {
                at++;
                skipSpaces();
            } else {
                need(peek() == closing, "'" + closing + "' expected at column " + (at + 1));
            }
        }
        at++;
        depth--;
        return members;
    }

    private static char closing(char opening) {
        return opening == '{' ? '}' : opening == '[' ? ']' : ')';
    }

    private Term term() {
        int from = at;
        var pieces = new ArrayList<Piece>();
        for (char c = peek(); c != ',' && c != '}' && c != ']' && c != ')'; c = peek()) {
            if (c == ' ') {
                at++;
            } else {
                pieces.add(piece(c, pieces));
            }
        }
        return new Term(text.substring(from, at).strip(), List.copyOf(pieces));
    }

    private Piece piece(char c, List<Piece> before) {
        if (c == '"') {
            return quoted();
        }
        if (c == '{' || c == '[' || c == ROUND) {
            at++;
            return new Group(c, members(c));
        }
        if (isPartOfWord(c)) {
            return word();
        }
        if (text.startsWith("/*", at)) {
            return comment();
        }
        boolean isBehindWord = !before.isEmpty() && before.getLast() instanceof Word && text.charAt(at - 1) != ' ';
        if (c == '<' && isBehindWord && !text.startsWith("<<", at)) {
            return about();
        }
        at++;
        return new Sign(c);
    }

    private Quoted quoted() {
        at++;
        var bytes = new StringBuilder();
        while (peek() != '"') {
            bytes.append(peek() == '\\' ? escaped() : text.charAt(at++));
        }
        at++;
        boolean isCut = text.startsWith("...", at);
        at += isCut ? 3 : 0;
        return new Quoted(bytes.toString(), isCut);
    }

    private char escaped() {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> '\u000b';
            case 'x' -> number(16, 2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(8, 3);
            }
            default -> c;
        };
    }

    private char number(int radix, int mostDigits) {
        int value = 0;
        int from = at;
        while (at - from < mostDigits && Character.digit(peek(), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at++), radix);
        }
        need(at > from, "an escape without digits at column " + (at + 1));
        return (char) value;
    }

    private Word word() {
        int from = at;
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        return new Word(text.substring(from, at));
    }

    private static boolean isPartOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    private Comment comment() {
        int end = text.indexOf("*/", at + 2);
        need(end >= 0, "a comment without end");
        String inside = text.substring(at + 2, end).strip();
        at = end + 2;
        return new Comment(inside);
    }

    /// `</dev/null<char 1:3>>`, `<TCP:[127.0.0.1:40000->127.0.0.1:80]>`. In paths strace escapes both angles.
    private About about() {
        int from = ++at;
        int open = 1;
        while (open > 0) {
            char c = peek();
            boolean isSocket = c == '[' && text.charAt(at - 1) == ':' && at < lastSocketEnd;
            at = isSocket ? text.indexOf("]>", at) + 1 : at + 1;
            open += c == '<' ? 1 : c == '>' && !isSocket ? -1 : 0;
        }
        String about = text.substring(from, at - 1);
        if (text.startsWith("(deleted)", at)) {
            at += "(deleted)".length();
        }
        return new About(about);
    }

    private char peek() {
        need(at < text.length(), "it ends too early");
        return text.charAt(at);
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void need(boolean isSo, String what) {
        if (!isSo) {
            throw new StraceRefusal(line, what);
        }
    }
}
