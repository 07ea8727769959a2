package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.bytes;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Who a process is, and what it may do.
interface CredentialCalls extends Calls {

    int CAPABILITY_VERSION_3 = 0x20080522;

    /// As which user this process acts; 0 is root.
    @Manual("geteuid(2)")
    default int geteuid() {
        return (int) call(SystemCall.GETEUID);
    }

    /// Becomes a user: real, effective and saved number at once.
    @Manual("setresuid(2)")
    @Refused(errno = Errno.EINVAL, because = "the user number has no mapping in this user namespace", remedy = "choose a smaller number, or a wider --userns range")
    @Lesson("21")
    default void setresuid(int user) {
        call(SystemCall.SETRESUID, number("ruid", user), number("euid", user), number("suid", user));
    }

    /// Becomes a member of a group: real, effective and saved number at once.
    @Manual("setresuid(2)")
    @Refused(errno = Errno.EINVAL, because = "the group number has no mapping in this user namespace", remedy = "choose a smaller number, or a wider --userns range")
    @Lesson("21")
    default void setresgid(int group) {
        call(SystemCall.SETRESGID, number("rgid", group), number("egid", group), number("sgid", group));
    }

    /// Sets the further groups.
    @Manual("getgroups(2)")
    @Refused(errno = Errno.EPERM, because = "this user namespace has setgroups denied", remedy = "leave out --group-add")
    @Lesson("21")
    default void setgroups(List<Integer> groups) {
        var table = ByteBuffer.allocate(groups.size() * Integer.BYTES).order(ByteOrder.nativeOrder());
        groups.forEach(table::putInt);
        call(SystemCall.SETGROUPS, number("size", groups.size()), bytes("list", table.array(), content -> groups.toString()));
    }

    /// Sets what this process may do: bit n stands for capability n.
    @Manual("capset(2)")
    @Refused(errno = Errno.EPERM, because = "a process cannot give itself a capability that it does not have", remedy = "ask for fewer with --cap-drop; `learnc doctor` lists those that learnc has")
    @Lesson("21")
    default void capset(long effective, long permitted, long inheritable) {
        byte[] header = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(CAPABILITY_VERSION_3).putInt(0).array();
        byte[] sets = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder())
                .putInt((int) effective).putInt((int) permitted).putInt((int) inheritable)
                .putInt((int) (effective >>> 32)).putInt((int) (permitted >>> 32)).putInt((int) (inheritable >>> 32)).array();
        call(SystemCall.CAPSET, bytes("hdrp", header, content -> "{version=_LINUX_CAPABILITY_VERSION_3, pid=0}"),
                bytes("datap", sets, content -> "{effective=" + Capability.decoded(effective) + ", permitted=" + Capability.decoded(permitted)
                        + ", inheritable=" + Capability.decoded(inheritable) + "}"));
    }

    /// Gives up a capability for good: this process, its children, and every program that they execute can never have it again.
    @Manual("PR_CAPBSET_DROP(2const)")
    @Refused(errno = Errno.EPERM, because = "this needs CAP_SETPCAP", remedy = "run learnc as root")
    @Lesson("21")
    default void prctlCapbsetDrop(int capability) {
        call(SystemCall.PRCTL, flags("op", ProcessFlags.PR_CAPBSET_DROP, ProcessFlags.PRCTL),
                new Argument.Word("arg2", capability, Capability::nameOf), number("arg3", 0), number("arg4", 0), number("arg5", 0));
    }

    /// From now on no program that this process or its children execute can raise their rights, not even a setuid one.
    @Manual("PR_SET_NO_NEW_PRIVS(2const)")
    @Lesson("21")
    default void prctlNoNewPrivileges() {
        call(SystemCall.PRCTL, flags("op", ProcessFlags.PR_SET_NO_NEW_PRIVS, ProcessFlags.PRCTL),
                number("arg2", 1), number("arg3", 0), number("arg4", 0), number("arg5", 0));
    }

    /// Joins a new session keyring, so that the host's keys are out of reach.
    @Manual("keyctl(2)")
    default void keyctlJoinSessionKeyring(String name) {
        call(SystemCall.KEYCTL, flags("operation", ProcessFlags.KEYCTL_JOIN_SESSION_KEYRING, ProcessFlags.KEYCTL), Argument.text("name", name), address("arg3", 0), address("arg4", 0), address("arg5", 0));
    }
}
