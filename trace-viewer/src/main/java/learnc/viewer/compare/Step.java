package learnc.viewer.compare;

import java.util.List;

/// A call of one of the two runs, as far as it is compared.
///
/// @param sequence   its number in its own trace
/// @param systemCall its name
/// @param about      what it acts on: paths and other strings, without what differs in every run; decides with whom it is aligned
/// @param details    everything else of it that should be the same, each with its name: `mountflags=MS_BIND`
/// @param shown      for people
public record Step(long sequence, String systemCall, List<String> about, List<String> details, String shown) {

    boolean isAbout(Step other) {
        return systemCall.equals(other.systemCall) && about.equals(other.about);
    }
}
