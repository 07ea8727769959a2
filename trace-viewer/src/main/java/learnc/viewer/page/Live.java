package learnc.viewer.page;

import java.io.IOException;
import java.io.OutputStream;

/// A run that is going on, as the page's server knows it.
public interface Live {

    /// Sends the trace: what there is, and what comes, until the run is over.
    void sendTrace(OutputStream out) throws IOException;

    /// Sends a Server-Sent Event now, and whenever the run stops or goes on, until it is over.
    void sendMoments(OutputStream out) throws IOException;

    /// Takes what the user has decided: `{"answer":"next"}`, `stage`, `continue`, `until` with a `step`, `quit`.
    ///
    /// @return lets the run go on
    /// @throws IllegalArgumentException when it is none of these
    Runnable answer(byte[] json);
}
