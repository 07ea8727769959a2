package learnc.runtime.trace.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What only the commands of other people show. They take time, so they are asked again only when what /proc tells of the network has
/// changed, or the last call may have changed something else.
final class Commands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> capabilities = new HashMap<>();
    private final Map<String, String> hostnames = new HashMap<>();
    private final Map<String, Map<String, String>> relatives = new HashMap<>();
    private final Map<String, String> prints = new HashMap<>();
    private final Map<String, Map<String, Map<String, Map<String, String>>>> networks = new HashMap<>();
    private int asked;

    /// How often a command was asked.
    int asked() {
        return asked;
    }

    /// A set of capabilities in capsh's words.
    String capabilities(String digits) {
        return capabilities.computeIfAbsent(digits, word -> {
            String decoded = output("capsh", "--decode=" + word).strip();
            return decoded.substring(decoded.indexOf('=') + 1).toUpperCase(java.util.Locale.ROOT).replace(",", " ");
        });
    }

    /// What hostname(1) says in the UTS namespace of a process.
    String hostname(int pid, String inode, boolean isWorthAsking) {
        if (isWorthAsking || !hostnames.containsKey(inode)) {
            hostnames.put(inode, output("nsenter", "--uts=/proc/" + pid + "/ns/uts", "hostname").strip());
        }
        return hostnames.get(inode);
    }

    /// The owner and the parent of a namespace, as lsns(8) tells them; empty when it does not know it.
    Map<String, String> relatives(String inode, boolean isWorthAsking) {
        if (isWorthAsking || !relatives.containsKey(inode)) {
            askForRelatives();
        }
        // lsns looks at all processes of the machine, and may miss some when another one ends meanwhile.
        for (int again = 0; again < 3 && !relatives.containsKey(inode); again++) {
            askForRelatives();
        }
        return relatives.getOrDefault(inode, Map.of());
    }

    private void askForRelatives() {
        // The kernel uses the numbers of dead namespaces again.
        relatives.clear();
        for (String line : output("lsns", "-rn", "-o", "NS,PNS,ONS,TYPE").lines().toList()) {
            String[] word = line.split(" ");
            var fields = new TreeMap<String, String>();
            if (!word[2].equals("0")) {
                fields.put("owner", word[2]);
            }
            if (!word[1].equals("0")) {
                fields.put("parent", word[1]);
            }
            relatives.put(word[0], fields);
        }
    }

    void network(Map<String, Map<String, Map<String, String>>> views, int pid, String namespace, boolean isWorthAsking) throws IOException {
        String print = text(pid, "dev").replaceAll(":.*", "") + text(pid, "route") + text(pid, "fib_trie");
        if (isWorthAsking || !print.equals(prints.get(namespace))) {
            prints.put(namespace, print);
            var fresh = new TreeMap<String, Map<String, Map<String, String>>>();
            links(fresh, pid, namespace);
            routes(fresh, pid, namespace);
            rules(fresh, pid, namespace);
            networks.put(namespace, fresh);
        }
        networks.get(namespace).forEach((view, items) -> views.computeIfAbsent(view, ignored -> new TreeMap<>()).putAll(items));
    }

    private void links(Map<String, Map<String, Map<String, String>>> views, int pid, String namespace) throws IOException {
        for (JsonNode link : asked(pid, "ip", "-j", "-d", "address", "show")) {
            String item = namespace + "/" + link.path("ifindex").asInt();
            put(views, "links", item, "name", link.path("ifname").asText());
            put(views, "links", item, "kind", link.path("linkinfo").path("info_kind").asText());
            put(views, "links", item, "mac", link.path("address").asText());
            put(views, "links", item, "mtu", link.path("mtu").asText());
            var flags = new ArrayList<String>();
            link.path("flags").forEach(flag -> flags.add(flag.asText()));
            put(views, "links", item, "state", flags.contains("UP") ? "up" : "down");
            // What the kernel finds out by itself, later.
            flags.removeAll(List.of("LOWER_UP", "NO-CARRIER", "RUNNING", "DORMANT", "M-DOWN"));
            put(views, "links", item, "flags", String.join(",", flags.stream().sorted().toList()));
            put(views, "links", item, "master_name", link.path("master").asText(null));
            put(views, "links", item, "peer_index", link.path("linkinfo").path("info_kind").asText().equals("veth") ? link.path("link_index").asText(link.path("link").asText(null)) : null);
            for (JsonNode address : link.path("addr_info")) {
                if (address.path("family").asText().equals("inet")) {
                    String its = item + "/" + address.path("local").asText() + "/" + address.path("prefixlen").asInt();
                    put(views, "addresses", its, "family", "inet");
                    put(views, "addresses", its, "scope", address.path("scope").asText());
                    put(views, "addresses", its, "broadcast", address.path("broadcast").asText(null));
                }
            }
        }
    }

    private void routes(Map<String, Map<String, Map<String, String>>> views, int pid, String namespace) throws IOException {
        for (JsonNode route : asked(pid, "ip", "-j", "-4", "-d", "route", "show", "table", "main")) {
            String item = namespace + "/" + route.path("dst").asText();
            put(views, "routes", item, "via", route.path("gateway").asText(null));
            put(views, "routes", item, "device", route.path("dev").asText(null));
            put(views, "routes", item, "scope", route.path("scope").asText());
            put(views, "routes", item, "source", route.path("prefsrc").asText(null));
        }
    }

    private void rules(Map<String, Map<String, Map<String, String>>> views, int pid, String namespace) {
        String table = "";
        String chain = "";
        for (String line : output("nsenter", "--net=/proc/" + pid + "/ns/net", "nft", "-a", "list", "ruleset", "ip").lines().map(String::strip).toList()) {
            if (line.startsWith("table ")) {
                table = line.split(" ")[2];
            } else if (line.startsWith("chain ")) {
                chain = line.split(" ")[1];
            } else if (line.contains("# handle ") && table.startsWith("learnc")) {
                String[] parts = line.split(" # handle ");
                put(views, "rules", namespace + "/" + table + "/" + chain + "/" + parts[1], "rule", parts[0].replaceFirst(" comment \".*\"", ""));
            }
        }
    }

    private JsonNode asked(int pid, String... words) throws IOException {
        var command = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pid + "/ns/net"));
        command.addAll(List.of(words));
        String output = output(command.toArray(String[]::new));
        return JSON.readTree(output.isBlank() ? "[]" : output);
    }

    private static void put(Map<String, Map<String, Map<String, String>>> views, String view, String item, String field, String value) {
        if (value != null) {
            views.computeIfAbsent(view, ignored -> new TreeMap<>()).computeIfAbsent(item, ignored -> new TreeMap<>()).put(field, value);
        }
    }

    private static String text(int pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/net/" + file));
        } catch (IOException gone) {
            return "";
        }
    }

    private String output(String... command) {
        asked++;
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
