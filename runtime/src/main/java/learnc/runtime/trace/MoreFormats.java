package learnc.runtime.trace;

import java.io.OutputStream;
import java.util.List;

/// How a module that builds on the runtime brings formats in which a trace can be written: it registers an implementation of this
/// as a service (`META-INF/services/learnc.runtime.trace.MoreFormats`). It is asked only for a name that the runtime does not know.
public interface MoreFormats {

    /// What the user says after `--format`, in lower case.
    List<String> names();

    /// A writer of the format with that name.
    ///
    /// @param out is closed at the end of the trace
    EventWriter writer(String name, OutputStream out);
}
