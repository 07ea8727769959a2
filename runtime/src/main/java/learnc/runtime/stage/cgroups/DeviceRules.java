package learnc.runtime.stage.cgroups;

import java.util.List;
import learnc.runtime.cgroup.Group;
import learnc.runtime.spec.Failure;

/// Which devices a container may open, whatever nodes it makes: Docker's default list, in the controller `devices` of version 1.
///
/// A rule is: character or block, major:minor, and what is allowed (read, write, mknod).
record DeviceRules(Group group) {

    static final List<String> ALLOWED = List.of(
            "c *:* m",       // make any node, but see the others for opening it
            "b *:* m",
            "c 1:3 rwm",     // null
            "c 1:5 rwm",     // zero
            "c 1:7 rwm",     // full
            "c 1:8 rwm",     // random
            "c 1:9 rwm",     // urandom
            "c 5:0 rwm",     // tty
            "c 5:1 rwm",     // console
            "c 5:2 rwm",     // ptmx
            "c 136:* rwm");  // pts

    /// Denies all devices, then allows those on the list.
    void write() {
        group.set("devices.deny", "a");
        for (String rule : ALLOWED) {
            group.set("devices.allow", rule);
        }
        refuseOtherRules(group.value("devices.list"));
    }

    private void refuseOtherRules(String held) {
        List<String> rules = held.lines().toList();
        if (rules.size() != ALLOWED.size() || !rules.containsAll(ALLOWED)) {
            throw new Failure("asked Linux to allow only Docker's list of devices in " + group + "\n  but it holds these rules: " + rules
                    + "\n  likely because: the group above allows fewer devices\n  try: learnc outside of a container");
        }
    }
}
