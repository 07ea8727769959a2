package learnc.runtime.stage.exec;

import java.util.List;

/// A user of the container, in numbers.
///
/// @param user   the number of the user
/// @param group  the number of the first group
/// @param groups all groups, the first one too
/// @param home   the home directory
public record Account(int user, int group, List<Integer> groups, String home) {

    /// Whether it is the user with number 0.
    public boolean isRoot() {
        return user == 0;
    }
}
