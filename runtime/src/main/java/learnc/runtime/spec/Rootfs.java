package learnc.runtime.spec;

/// A container's root file system, ready on the host.
///
/// @param path where it is mounted (or, for a plain directory, where it is)
public record Rootfs(String path) {
}
