package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.Capability.CAP_AUDIT_WRITE;
import static learnc.runtime.kernel.Capability.CAP_CHOWN;
import static learnc.runtime.kernel.Capability.CAP_DAC_OVERRIDE;
import static learnc.runtime.kernel.Capability.CAP_FOWNER;
import static learnc.runtime.kernel.Capability.CAP_FSETID;
import static learnc.runtime.kernel.Capability.CAP_KILL;
import static learnc.runtime.kernel.Capability.CAP_MKNOD;
import static learnc.runtime.kernel.Capability.CAP_NET_BIND_SERVICE;
import static learnc.runtime.kernel.Capability.CAP_NET_RAW;
import static learnc.runtime.kernel.Capability.CAP_SETFCAP;
import static learnc.runtime.kernel.Capability.CAP_SETGID;
import static learnc.runtime.kernel.Capability.CAP_SETPCAP;
import static learnc.runtime.kernel.Capability.CAP_SETUID;
import static learnc.runtime.kernel.Capability.CAP_SYS_CHROOT;

import java.util.List;
import java.util.Locale;
import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Rights;

/// The capabilities of the program: a set of bits, one for each part of root's power (capabilities(7)).
///
/// As with Docker, root gets the set as effective and permitted, any other user gets none, and for both it bounds what a
/// setuid program could gain. Inheritable and ambient sets are empty.
///
/// @param set      those that the program may have
/// @param bounding those that learnc's bounding set still holds, so that they have to be given up
record Capabilities(long set, long bounding) {

    private static final long DOCKER_DEFAULT = CAP_CHOWN.bit() | CAP_DAC_OVERRIDE.bit() | CAP_FSETID.bit() | CAP_FOWNER.bit()
            | CAP_MKNOD.bit() | CAP_NET_RAW.bit() | CAP_SETGID.bit() | CAP_SETUID.bit() | CAP_SETFCAP.bit() | CAP_SETPCAP.bit()
            | CAP_NET_BIND_SERVICE.bit() | CAP_SYS_CHROOT.bit() | CAP_KILL.bit() | CAP_AUDIT_WRITE.bit();

    private static final String ALL = "ALL";

    /// Docker's default set, changed as the user wants it.
    ///
    /// @throws Failure for a name that is none, and for a capability that was asked for by name and that learnc does not have itself
    static Capabilities of(Rights rights, ProcessState state) {
        long possible = state.permitted() & state.bounding();
        long dropped = named(rights.droppedCapabilities(), possible);
        long added = named(rights.addedCapabilities(), possible);
        refuseImpossible(rights.addedCapabilities(), possible);
        boolean dropsAll = holdsAll(rights.droppedCapabilities());
        boolean addsAll = holdsAll(rights.addedCapabilities());
        // Adding all and dropping one means all but that one; dropping all and adding one means only that one.
        long set = dropsAll ? added : addsAll ? added & ~dropped : (DOCKER_DEFAULT | added) & ~dropped;
        return new Capabilities(set & possible, state.bounding());
    }

    private static boolean holdsAll(List<String> names) {
        for (String name : names) {
            if (name.equalsIgnoreCase(ALL)) {
                return true;
            }
        }
        return false;
    }

    private static long named(List<String> names, long all) {
        long set = 0;
        for (String name : names) {
            set |= name.equalsIgnoreCase(ALL) ? all : capability(name).bit();
        }
        return set;
    }

    private static Capability capability(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
        for (Capability capability : Capability.values()) {
            if (capability.name().equals(full)) {
                return capability;
            }
        }
        throw new Failure("Linux has no capability '" + name + "'\n  try: a name from `man 7 capabilities`, such as NET_ADMIN, or ALL");
    }

    private static void refuseImpossible(List<String> names, long possible) {
        for (String name : names) {
            if (!name.equalsIgnoreCase(ALL) && (capability(name).bit() & ~possible) != 0) {
                throw new Failure("cannot give the container " + capability(name) + ": learnc does not have it itself"
                        + "\n  likely because: learnc runs in a container or virtual machine whose root has been denied it"
                        + "\n  try: leave out --cap-add " + name + "; `grep CapBnd /proc/self/status` shows what is there");
            }
        }
    }

    /// Gives up, for good, everything that is not in the set.
    @Why(call = "prctl", value = "Takes one of root's powers out of the bounding set, for good: not even a setuid program gets it back.",
            without = "After execve(2), root would have this power again: a program of user 0 gets everything that the bounding set still holds.")
    void limit(Kernel inside) {
        long unwanted = bounding & ~set;
        for (int capability = 0; capability < Long.SIZE; capability++) {
            if ((unwanted >>> capability & 1) != 0) {
                inside.prctlCapbsetDrop(capability);
            }
        }
    }

    /// Leaves the process with the set, or with nothing when its user is not root. An empty inheritable set empties the ambient one.
    @Why(call = "capset", value = "Leaves the process only those of root's powers that Docker leaves, and a user other than root none.",
            without = "Until execve(2) it would still have all of them, and calls that follow could do what the container must not.")
    void keep(Kernel inside, boolean isRoot) {
        long kept = isRoot ? set : 0;
        inside.capset(kept, kept, 0);
    }
}
