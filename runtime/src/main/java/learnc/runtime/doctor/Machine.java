package learnc.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// The kernel, Java, and what this user may do.
final class Machine {

    private static final int OLDEST_MAJOR = 5;
    private static final int OLDEST_MINOR = 12;
    private static final int JAVA_FEATURE = 25;
    private static final List<Capability> NEEDED = List.of(Capability.CAP_SYS_ADMIN, Capability.CAP_NET_ADMIN, Capability.CAP_SYS_CHROOT,
            Capability.CAP_SYS_PTRACE, Capability.CAP_KILL, Capability.CAP_DAC_OVERRIDE, Capability.CAP_CHOWN, Capability.CAP_FOWNER,
            Capability.CAP_FSETID, Capability.CAP_MKNOD, Capability.CAP_SETFCAP, Capability.CAP_SETUID, Capability.CAP_SETGID,
            Capability.CAP_SETPCAP, Capability.CAP_NET_RAW, Capability.CAP_NET_BIND_SERVICE, Capability.CAP_AUDIT_WRITE);

    private final Kernel host;
    private final Findings findings = new Findings();

    Machine(Kernel host) {
        this.host = host;
    }

    List<Finding> findings() {
        linux();
        java();
        user();
        if (host.geteuid() == 0) {
            capabilities();
        }
        seccomp();
        return findings.all();
    }

    private void linux() {
        String release = WholeFile.text(host, "/proc/sys/kernel/osrelease").strip();
        if (isOldEnough(release)) {
            findings.works("Linux", release + ", " + System.getProperty("os.arch"));
        } else {
            findings.fails("Linux", release + " is older than " + OLDEST_MAJOR + "." + OLDEST_MINOR + ", which has mount_setattr", "use a newer kernel");
        }
    }

    static boolean isOldEnough(String release) {
        int dot = release.indexOf('.');
        int end = dot + 1;
        while (end < release.length() && Character.isDigit(release.charAt(end))) {
            end++;
        }
        int major = Integer.parseInt(release.substring(0, dot));
        int minor = Integer.parseInt(release.substring(dot + 1, end));
        return major > OLDEST_MAJOR || major == OLDEST_MAJOR && minor >= OLDEST_MINOR;
    }

    private void java() {
        int feature = Runtime.version().feature();
        if (feature >= JAVA_FEATURE) {
            findings.works("Java", System.getProperty("java.vm.version"));
        } else {
            findings.fails("Java", "version " + feature, "install a JDK of " + JAVA_FEATURE + " or later, and name it in LEARNC_JAVA_HOME");
        }
    }

    private void user() {
        if (host.geteuid() == 0) {
            findings.works("user", "root");
        } else {
            findings.fails("user", "not root: learnc run cannot work, and most of what follows cannot be examined", "sudo ./learnc doctor");
        }
    }

    private void capabilities() {
        long has = capabilities("CapEff:");
        var missing = new ArrayList<String>();
        for (Capability capability : NEEDED) {
            if ((has & capability.bit()) == 0) {
                missing.add(capability.name());
            }
        }
        if (missing.isEmpty()) {
            findings.works("capabilities", "all that learnc needs");
        } else {
            findings.fails("capabilities", "missing: " + String.join(" ", missing), "start learnc outside of a container, or in one with --privileged");
        }
        if ((has & Capability.CAP_SYS_RESOURCE.bit()) == 0) {
            findings.note("CAP_SYS_RESOURCE", "missing, so hard limits of processes (ulimit -H) cannot be raised", "");
        }
    }

    private long capabilities(String field) {
        for (String line : WholeFile.text(host, "/proc/self/status").split("\n")) {
            if (line.startsWith(field)) {
                return Long.parseUnsignedLong(line.substring(field.length()).strip(), 16);
            }
        }
        return 0;
    }

    private void seccomp() {
        try {
            findings.works("seccomp", WholeFile.text(host, "/proc/sys/kernel/seccomp/actions_avail").strip());
        } catch (KernelRefusal refusal) {
            findings.note("seccomp", "the kernel cannot filter system calls", "");
        }
    }
}
