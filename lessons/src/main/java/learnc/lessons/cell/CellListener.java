package learnc.lessons.cell;

import learnc.lessons.kit.Display;

/// Is told what a cell does while it runs. What a thread prints that a cell has left behind may come when none runs.
public interface CellListener {

    /// The cell has printed.
    ///
    /// @param isError whether on standard error
    void printed(boolean isError, String text);

    /// The cell has shown something that is more than text.
    void shown(Display display);

    /// A statement has been run.
    void done(Answer.Part part);

    /// Hears nothing.
    CellListener NONE = new CellListener() {
        @Override
        public void printed(boolean isError, String text) {
            // The answer has it all.
        }

        @Override
        public void shown(Display display) {
            // The answer has it all.
        }

        @Override
        public void done(Answer.Part part) {
            // The answer has it all.
        }
    };
}
