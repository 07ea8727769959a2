/// How much may a container use?
///
/// A namespace hides what others have; it does not keep a process from taking all the memory. That is what control groups are for:
/// the init is moved into groups of its own (one in each hierarchy) while it is still our puppet, so that the limits hold before
/// the image's first instruction. A limit is believed when it is read back.
///
/// Start with [Cgroups]: make, limit, move, show. Then [Limiting]: the files, as version 1 and version 2 have them.
///
/// All groups are `learnc-ID`, right below the topmost group that can be seen here: with root's rights on a
/// machine of systemd that works, although systemd would rather hand out a part of the tree itself. In a container, the topmost
/// group that can be seen is the container's own. Version 2 lets a group that is not the very first hand out controllers only
/// when no process is in it directly; there, start learnc from a group below it, or name another one to [Cgroups].
///
/// Left out on purpose: the filter for devices of version 2, which is a program for the kernel's own machine (BPF). Without it,
/// what keeps a container from the host's disks is that its /dev has none, and mknod(2), which Docker's default capabilities
/// allow, makes one that can be opened. Version 1 has a list of devices instead ([DeviceRules]). There is no limit of network bandwidth
/// in version 2 at all; version 1 only marks packets (net_cls, net_prio), and tc(8) does the shaping.
package learnc.runtime.stage.cgroups;
