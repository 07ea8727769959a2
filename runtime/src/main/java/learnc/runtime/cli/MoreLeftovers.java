package learnc.runtime.cli;

import java.util.List;

/// How a module that builds on the runtime tells `learnc cleanup` what a killed learnc of its own has left: it registers an
/// implementation of this as a service.
public interface MoreLeftovers {

    /// Takes back what is left.
    ///
    /// @param isDry only look
    /// @return what it was, a line each
    List<String> takeBack(boolean isDry);
}
