package learnc.runtime.cli;

/// How wide a help text may be.
final class HelpWidth {

    private static final int STANDARD_OUTPUT = 1;
    private static final int IN_A_PIPE = 80;
    /// What picocli asks for.
    private static final int NARROWEST = 55;

    private HelpWidth() {
    }

    /// What the user says in COLUMNS; else the width of the terminal; else 80.
    static int columns() {
        String said = System.getenv("COLUMNS");
        if (said != null && said.matches("[1-9]\\d{0,3}")) {
            return Math.max(NARROWEST, Integer.parseInt(said));
        }
        return Math.max(NARROWEST, ScreenOptions.isTerminal(STANDARD_OUTPUT) ? ScreenOptions.columns(STANDARD_OUTPUT) : IN_A_PIPE);
    }
}
