package learnc.runtime.spec;

/// Where learnc keeps its things. Both directories belong to learnc alone.
///
/// @param root what survives a reboot: images, layers, the writable layers of containers; `/var/lib/learnc` unless `--root` or LEARNC_ROOT says otherwise
/// @param run  what does not: the ledgers and the state of running containers; `/run/learnc` unless `--run` or LEARNC_RUN says otherwise
public record Places(String root, String run) {

    /// The directory of a container's state and ledger.
    public String container(String id) {
        return run + "/containers/" + id;
    }
}
