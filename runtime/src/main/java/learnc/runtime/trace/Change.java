package learnc.runtime.trace;

import java.util.Map;

/// One thing that a call has changed in the kernel's state, with what was there before: who applies the changes of a trace from
/// its beginning has the state after each call, and who applies [#undone()] from its end goes back.
///
/// The state is a set of views (`mounts`, `processes`, `cgroups` …), each view a set of items, each item a set of fields with
/// their values, all of it text.
public sealed interface Change {

    /// The view, as `mounts`.
    String view();

    /// Which one in that view, as `4026531841/31`: a mount namespace and a mount in it.
    String item();

    /// The change that takes this one back.
    Change undone();

    /// A thing that was not there before.
    ///
    /// @param fields its fields now
    record Appeared(String view, String item, Map<String, String> fields) implements Change {
        @Override
        public Change undone() {
            return new Gone(view, item, fields);
        }
    }

    /// A thing that is there no longer.
    ///
    /// @param fields its fields as they were at last
    record Gone(String view, String item, Map<String, String> fields) implements Change {
        @Override
        public Change undone() {
            return new Appeared(view, item, fields);
        }
    }

    /// Another value in a field.
    ///
    /// @param before null when there was none
    /// @param after  null when there is none any more
    record Became(String view, String item, String field, String before, String after) implements Change {
        @Override
        public Change undone() {
            return new Became(view, item, field, after, before);
        }
    }
}
