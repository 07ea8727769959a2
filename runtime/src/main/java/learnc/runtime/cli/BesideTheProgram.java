package learnc.runtime.cli;

import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.PassingWriter;

/// A trace on standard error, where the program may write, too: everything that was made for the program stands before what the
/// program says.
final class BesideTheProgram extends PassingWriter {

    BesideTheProgram(EventWriter writer) {
        super(writer);
    }

    @Override
    public boolean sharesItsPlace() {
        return true;
    }
}
