package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.FittingLesson;

/// The kernel has read a netlink message and said no: what we asked, what it answered, why that is likely here, and what to try.
///
/// The system calls that carry message and answer have succeeded, so this is no [learnc.runtime.kernel.KernelRefusal].
public final class NetlinkRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String LESSON = "18";

    private final Errno errno;

    /// @param asked       the message, as the trace shows it
    /// @param errno       what the kernel answered
    /// @param explanation the kernel's own words; may be empty
    /// @param doorName    who asked
    NetlinkRefusal(String asked, Errno errno, String explanation, String doorName) {
        super(text(asked, errno, explanation, doorName), null, false, false);
        this.errno = errno;
    }

    /// What the kernel answered.
    public Errno errno() {
        return errno;
    }

    /// Whether the kernel answered this.
    public boolean is(Errno other) {
        return errno == other;
    }

    private static String text(String asked, Errno errno, String explanation, String doorName) {
        String words = explanation.isEmpty() ? "" : ": " + explanation;
        return "asked Linux (" + doorName + ") by netlink: " + asked
                + "\n  it answered: " + errno.name() + " (" + errno.meaning() + ")" + words + cause(asked, errno);
    }

    private static String cause(String asked, Errno errno) {
        return switch (errno) {
            case EPERM -> because("changing a network namespace needs CAP_NET_ADMIN in it", "run learnc as root");
            case EEXIST -> because("something with this name or address is there already", "`ip address` shows it; `learnc cleanup` removes what is left of dead containers");
            case EOPNOTSUPP, EAFNOSUPPORT, EPROTONOSUPPORT, ENODEV, ENOENT, EINVAL -> missing(asked);
            default -> "";
        };
    }

    private static String missing(String asked) {
        if (asked.contains("RTM_")) {
            return because("the kernel lacks a kind of link, or the link is gone", "`modprobe -a bridge veth`, or run with --network none");
        }
        return because("the kernel lacks a part of nftables", "`modprobe -a nf_tables nft_chain_nat nft_masq nft_nat nft_ct nft_fib_ipv4`, or run with --network none");
    }

    private static String because(String cause, String remedy) {
        return "\n  likely because: " + cause + "\n  try: " + remedy + "\n  " + FittingLesson.command(LESSON);
    }
}
