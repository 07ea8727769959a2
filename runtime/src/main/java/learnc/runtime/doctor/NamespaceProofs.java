package learnc.runtime.doctor;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;

import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;

/// Each kind of namespace, made with clone3(2), and then all in one call.
final class NamespaceProofs {

    private final Kernel host;
    private final Inits inits;
    private final Findings findings = new Findings();

    NamespaceProofs(Kernel host, Inits inits) {
        this.host = host;
        this.inits = inits;
    }

    List<Finding> findings() {
        findings.wish("user", this::userNamespace);
        if (host.geteuid() == 0) {
            one("mount", "mnt", CLONE_NEWNS);
            one("pid", "pid", CLONE_NEWPID);
            one("uts", "uts", CLONE_NEWUTS);
            one("ipc", "ipc", CLONE_NEWIPC);
            one("network", "net", CLONE_NEWNET);
            one("cgroup", "cgroup", CLONE_NEWCGROUP);
            findings.need("all at once", this::allAtOnce);
        } else {
            findings.note("all others", "only root can make them without a user namespace", "sudo ./learnc doctor");
        }
        return findings.all();
    }

    /// The kernel shows each namespace as a link whose text is its number: a new one has another than ours.
    private void one(String subject, String file, long flag) {
        findings.need(subject, () -> {
            try (var trial = new Trial(host, inits, flag)) {
                String theirs = host.readlinkat(AT_FDCWD, "/proc/" + trial.init().pid() + "/ns/" + file);
                if (theirs.equals(host.readlinkat(AT_FDCWD, "/proc/self/ns/" + file))) {
                    throw new Failure("asked for a new namespace, but got ours");
                }
                return theirs;
            }
        });
    }

    private String allAtOnce() {
        try (var trial = new Trial(host, inits, CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWCGROUP)) {
            return "in one clone3, process " + trial.inside().getpid() + " inside";
        }
    }

    private String userNamespace() {
        refuseSwitch("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor takes the rights away in them from users other than root",
                "install an AppArmor profile for java that has 'userns,'; do not switch the restriction off");
        refuseSwitch("/proc/sys/user/max_user_namespaces", "0", "/proc/sys/user/max_user_namespaces is 0", "sysctl user.max_user_namespaces=10000");
        refuseSwitch("/proc/sys/kernel/unprivileged_userns_clone", "0", "only root may make them", "sysctl kernel.unprivileged_userns_clone=1");
        if (host.geteuid() != 0) {
            throw new Unprovable("nothing forbids them, but only root can let learnc try one", "sudo ./learnc doctor");
        }
        try (var trial = new Trial(host, inits, CLONE_NEWUSER)) {
            return host.readlinkat(AT_FDCWD, "/proc/" + trial.init().pid() + "/ns/user");
        }
    }

    private void refuseSwitch(String file, String off, String reason, String remedy) {
        boolean concernsUs = host.geteuid() != 0 || file.contains("max_user");
        if (concernsUs && Folder.exists(host, file) && WholeFile.text(host, file).strip().equals(off)) {
            throw new Unprovable(reason, remedy);
        }
    }
}
