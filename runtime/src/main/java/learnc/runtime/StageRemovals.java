package learnc.runtime;

import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.container.Removals;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.network.Disconnection;

/// Removing what the stages cgroups and network have made, in their own words.
public record StageRemovals(Kernel host) implements Removals {

    @Override
    public void cgroup(String path) {
        new CgroupRemoval(host).remove(path);
    }

    @Override
    public void link(String name) {
        new Disconnection(host).link(name);
    }

    @Override
    public void natRules(String containerId) {
        new Disconnection(host).natRules(containerId);
    }

}
