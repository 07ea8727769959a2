/// Where does the kernel keep its groups on this machine, and how does one get rid of a group?
///
/// Control groups are directories of a file system: to make a group is mkdir(2), to limit it is write(2), to remove it is
/// rmdir(2), which the kernel refuses while a process is in it. There are two versions. Version 1 mounts each controller as a
/// hierarchy of its own; version 2 has one hierarchy for all. A machine may have both (*hybrid*): then a controller is in one of them.
///
/// Start with [Hierarchies]: it reads from /proc what is mounted where. It never lists /sys/fs/cgroup, because anybody can make
/// a plain directory there that looks like a controller. Then [Group], and [CgroupRemoval].
///
/// Left out on purpose: limits (see [learnc.runtime.stage.cgroups]), and statistics.
package learnc.runtime.cgroup;
