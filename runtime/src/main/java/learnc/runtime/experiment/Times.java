package learnc.runtime.experiment;

/// Which of the calls that fit: `3` is only the third, `3+` the third and all later ones, `3..5` the third to the fifth.
///
/// @param first from 1
/// @param last  not before the first
record Times(int first, int last) {

    static final Times ALWAYS = new Times(1, Integer.MAX_VALUE);

    /// Reads one.
    ///
    /// @throws IllegalArgumentException when it is none
    static Times of(String text) {
        try {
            int dots = text.indexOf("..");
            if (dots > 0) {
                return checked(Integer.parseInt(text.substring(0, dots)), Integer.parseInt(text.substring(dots + 2)), text);
            }
            boolean isOpen = text.endsWith("+");
            int first = Integer.parseInt(isOpen ? text.substring(0, text.length() - 1) : text);
            return checked(first, isOpen ? Integer.MAX_VALUE : first, text);
        } catch (NumberFormatException notOne) {
            throw refused(text);
        }
    }

    private static Times checked(int first, int last, String text) {
        if (first < 1 || last < first) {
            throw refused(text);
        }
        return new Times(first, last);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'when=" + text + "' is no choice: when=3 is the third, when=3+ the third and all later ones, when=3..5 the third to the fifth");
    }

    boolean include(int number) {
        return number >= first && number <= last;
    }

    @Override
    public String toString() {
        return last == first ? Integer.toString(first) : last == Integer.MAX_VALUE ? first + "+" : first + ".." + last;
    }
}
