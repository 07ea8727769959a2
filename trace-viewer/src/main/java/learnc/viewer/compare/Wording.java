package learnc.viewer.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.runtime.trace.Event;

/// The words of calls without what differs in every run: ids, addresses, numbers of descriptors, of processes and of sockets.
final class Wording {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{12,}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{5,}");
    private static final Pattern SOCKET = Pattern.compile(":\\[[0-9]+(->[0-9]+)?]");
    private static final Pattern DESCRIPTOR = Pattern.compile("^[0-9]+(?=<)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern LONG_NAME = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}");
    private static final int LONGEST = 140;

    private final Set<String> processes = new HashSet<>();

    /// Learns which numbers are those of processes.
    void hear(Event event) {
        add(event.pid());
        add(event.thread());
        if (event.systemCall().startsWith("clone") || event.systemCall().endsWith("fork")) {
            add(event.result());
        }
    }

    private void add(long number) {
        if (number > 1) {
            processes.add(Long.toString(number));
        }
    }

    /// A call, to be compared. All events of the trace must have been heard.
    Step step(Event event) {
        var about = new ArrayList<String>();
        var details = new ArrayList<String>();
        for (Event.Value value : event.arguments()) {
            String plain = plain(value.text());
            boolean isName = plain.startsWith("\"/") || plain.startsWith("<") || plain.startsWith("\"") && !value.name().equals("buf");
            if (isName) {
                about.add(plain);
            } else {
                details.add(value.name() + "=" + plain);
            }
        }
        if (isAboutProcesses(about)) {
            details.removeIf(detail -> detail.startsWith("buf=") || detail.startsWith("count="));
        }
        details.add("result=" + (event.refusal() == null ? "succeeded" : event.refusal().errno()));
        return new Step(event.sequence(), event.systemCall(), List.copyOf(about), List.copyOf(details), shown(event));
    }

    /// What Linux tells of a process, and what learnc writes down of it, contains times and numbers that no two runs share.
    private static boolean isAboutProcesses(List<String> about) {
        return about.stream().anyMatch(name -> name.startsWith("</proc/PID/") || name.contains("/containers/ID/"));
    }

    /// The text without what differs in every run.
    String plain(String text) {
        String plain = DESCRIPTOR.matcher(text).replaceFirst("");
        plain = ADDRESS.matcher(plain).replaceAll("ADDRESS");
        plain = ID.matcher(plain).replaceAll("ID");
        plain = SOCKET.matcher(plain).replaceAll("");
        return NUMBER.matcher(plain).replaceAll(found -> processes.contains(found.group()) ? "PID" : Matcher.quoteReplacement(found.group()));
    }

    private static String shown(Event event) {
        List<String> arguments = event.arguments().stream().map(value -> value.name() + "=" + value.text()).toList();
        String call = LONG_NAME.matcher(event.systemCall() + "(" + String.join(", ", arguments) + ")").replaceAll("$1…");
        String line = event.source().file().isEmpty() ? "" : "  " + event.source().file() + ":" + event.source().line();
        return (call.length() > LONGEST ? call.substring(0, LONGEST) + "…)" : call) + " = " + LONG_NAME.matcher(event.resultText()).replaceAll("$1…") + line;
    }
}
