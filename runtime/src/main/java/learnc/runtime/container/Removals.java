package learnc.runtime.container;

/// How things are removed that only the stage that makes them knows well. Each verb is content when the thing is not there.
public interface Removals {

    /// Kills what is in a cgroup and removes its directory.
    void cgroup(String path);

    /// Removes a network link of the host.
    void link(String name);

    /// Removes the packet filter's rules of one container.
    void natRules(String containerId);

}
