import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// A container with the student's network waits, and both sides are looked at with the host's tools.
void check(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.learnc("run", "-i", "--stage", "network={MyNetwork.java}", "learnc/shell", "sh", "-c", "read line", nonce);
    Seen container = run.program("sh", "-c", "read line", nonce);
    Seen outside = run.first();
    String addresses = container.inItsNetwork("ip", "-o", "-4", "address");
    String links = container.inItsNetwork("ip", "-o", "link");
    String routes = container.inItsNetwork("ip", "route");
    String hostLinks = outside.inItsNetwork("ip", "-o", "link");
    String hostAddresses = outside.inItsNetwork("ip", "-o", "-4", "address");
    run.type("go on");
    run.exitCode();

    boolean isSwapped = hostLinks.contains(": eth0@") && !links.contains(": eth0@");
    trial.check("cable").why(isSwapped ? "The cable lies there, but the other way round: eth0 has come to light outside." : "A cable has two ends, and one of them has to be in the container's network namespace.")
            .that(line(addresses, "eth0").contains("10.99.0.2/24"), "eth0 with 10.99.0.2/24", shown(links, addresses));
    trial.check("loopback").why("A new network namespace has a loopback device, switched off. Until it is on, a program cannot even reach itself at 127.0.0.1.")
            .that(isOn(line(links, "lo")), "lo, switched on", shown(line(links, "lo"), ""));
    trial.check("route").why("It knows no way to anything but its neighbours: every connect(2) to the world would answer ENETUNREACH.")
            .contains("default via 10.99.0.1", routes);
    String cable = line(hostLinks, "learnc" + "[0-9a-f]{9}");
    String bridge = line(hostLinks, "learnc-lab");
    trial.check("bridge").why(!cable.contains("master learnc-lab") ? "An end that is not plugged in leads nowhere." : "Links are born switched off, the bridge and the end outside, too.")
            .that(cable.contains("master learnc-lab") && isOn(cable) && isOn(bridge) && line(hostAddresses, "learnc-lab").contains("10.99.0.1/24"),
                    "the cable's end in learnc-lab, both switched on, learnc-lab with 10.99.0.1/24", shown(hostLinks, hostAddresses));
    trial.check("recorded").why("What is not in the ledger nobody takes away when learnc is killed.")
            .that(recorded(run, "link learnc-lab") && recorded(run, "link learnc[0-9a-f]{9}"), "both links in the ledger",
                    recorded(run, "link learnc-lab") ? "no cable in the ledger" : "no learnc-lab in the ledger");
}

boolean recorded(Running run, String words) {
    return !run.calls().named("write").succeeded().with("/ledger>").where(call -> text(call).contains(words) || text(call).matches("(?s).*" + words + ".*")).isEmpty();
}

String text(Event call) {
    return call.arguments().get(1).text();
}

/// The line of a link in what `ip -o` says: `3: eth0@if4: …` or `3: eth0    inet …`.
String line(String lines, String name) {
    return lines.lines().filter(line -> line.matches("\\d+: " + name + "[@:\\s].*")).findFirst().orElse("");
}

boolean isOn(String link) {
    return link.matches(".*[<,]UP[,>].*");
}

String shown(String links, String addresses) {
    return (links + "\n" + addresses).strip();
}
