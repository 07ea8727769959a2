import static learnc.runtime.kernel.ProcessFlags.CLOSE_RANGE_CLOEXEC;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Signal;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.stage.exec.Account;
import learnc.runtime.stage.exec.Accounts;
import learnc.runtime.stage.exec.Program;
import learnc.runtime.stage.exec.ProgramSearch;
import learnc.runtime.stage.exec.Session;

/// The one of root's powers that stays, as its number in capabilities(7).
final int POWER = {seed:power:8};
final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The stage exec. The container's first process stands in its root and still is root with every power; here it becomes the program.
Session start(Kernel host, Init init, ImageConfig image, ContainerRequest request) {
    Kernel inside = init.inside();
    Program program = Program.of(image, request);
    Account account = new Accounts(inside).account(program.user(), program.furtherGroups());
    inside.setsid();
    inside.umask(0027);
    becomeUser(inside, account);

    Map<String, String> environment = environment(image, request, account);
    String path = new ProgramSearch(inside).find(program.command().getFirst(), environment.get("PATH"));
    // Whoever changes the user forgets this wish: the program is to die with learnc.
    inside.prctl(PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0);
    inside.closeRange(3, -1, CLOSE_RANGE_CLOEXEC);
    var session = new Session(host, init);
    session.open();
    try {
        inside.rtSigprocmask(SIG_SETMASK, 0);
        inside.execve(path, program.command(), entries(environment));
        return session;
    } catch (RuntimeException failure) {
        session.close();
        throw failure;
    }
}

/// Gives up what the program is not to have, as long as each step is still allowed.
void becomeUser(Kernel inside, Account account) {
    for (Capability capability : Capability.values()) {
        if (capability.ordinal() != POWER) {
            inside.prctlCapbsetDrop(capability.ordinal());
        }
    }
    inside.setgroups(account.groups());
    inside.setresgid(account.group());
    inside.setresuid(account.user());
    long kept = account.isRoot() ? 1L << POWER : 0;
    inside.capset(kept, kept, 0);
}

/// What the program knows of its surroundings: what everybody needs, then what the image says, then what the user says with -e.
Map<String, String> environment(ImageConfig image, ContainerRequest request, Account account) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("PATH", PATH);
    environment.put("HOSTNAME", request.hostnameInside());
    environment.put("HOME", account.home());
    List.of(image.env(), request.environment()).forEach(entries -> entries.forEach(entry -> {
        String[] parts = entry.split("=", 2);
        environment.put(parts[0], parts[1]);
    }));
    return environment;
}

/// As execve(2) takes it: NAME=value.
List<String> entries(Map<String, String> environment) {
    var entries = new ArrayList<String>();
    environment.forEach((name, value) -> entries.add(name + "=" + value));
    return entries;
}
