package learnc.runtime.cli.step;

/// Something that was typed: a key with a name, or a character.
///
/// @param name      which key
/// @param character what was typed, for [Name#CHARACTER]
record Key(Name name, char character) {

    /// Keys that are not just a character.
    enum Name { NONE, CHARACTER, ENTER, ESCAPE, BACKSPACE, LEFT, RIGHT, UP, DOWN, HOME, END, PAGE_UP, PAGE_DOWN, CTRL_C, CTRL_D, CTRL_L, UNKNOWN }

    static Key of(Name name) {
        return new Key(name, '\0');
    }

    static Key of(char character) {
        return switch (character) {
            case '\r', '\n' -> of(Name.ENTER);
            case 0x7F, '\b' -> of(Name.BACKSPACE);
            case 0x03 -> of(Name.CTRL_C);
            case 0x04 -> of(Name.CTRL_D);
            case 0x0C -> of(Name.CTRL_L);
            default -> character < ' ' ? of(Name.UNKNOWN) : new Key(Name.CHARACTER, character);
        };
    }

    /// What stands behind `ESC [` or `ESC O`, as all terminals of today send it (console_codes(4)).
    static Key ofSequence(String sequence) {
        return of(switch (sequence) {
            case "C" -> Name.RIGHT;
            case "D" -> Name.LEFT;
            case "A" -> Name.UP;
            case "B" -> Name.DOWN;
            case "H", "1~", "7~" -> Name.HOME;
            case "F", "4~", "8~" -> Name.END;
            case "5~" -> Name.PAGE_UP;
            case "6~" -> Name.PAGE_DOWN;
            default -> Name.UNKNOWN;
        });
    }
}
