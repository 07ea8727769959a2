package learnc.runtime.stage.cgroups;

import java.util.List;
import learnc.runtime.cgroup.Group;
import learnc.runtime.kernel.Why;
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
    @Why(about = "devices.deny", value = "Denies the container every device of the machine, before a few are allowed.",
            without = "Root inside could make a device file for the host's disk, and read or overwrite all of it.")
    @Why(about = "devices.allow", value = "Allows one of the devices of Docker's list: a kind and number, and what may be done with it.",
            without = "The container could not open it: EPERM, whatever the permissions of its file say.")
    @Why(about = "devices.list", value = "Reads the rules back.",
            without = "A rule that did not take hold would leave a device open, or closed, and nobody would know.")
    @Why(call = "write", about = "\"a\"", value = "Denies the container every device of the machine, before a few are allowed.",
            without = "Root inside could make a device file for the host's disk, and read or overwrite all of it.")
    @Why(call = "write", value = "Allows one of the devices of Docker's list: a kind and number, and what may be done with it.",
            without = "The container could not open it: EPERM, whatever the permissions of its file say.")
    @Why(value = "Decides which devices the container may open, whatever files for devices it makes.",
            without = "Root inside could make a device file for the host's disk, and read or overwrite all of it.")
    void write() {
        group.set("devices.deny", "a");
        group.setEach("devices.allow", ALLOWED);
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
