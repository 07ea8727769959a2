package learnc.runtime.trace.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.netlink.Tables;

/// The views `links`, `addresses`, `routes` and `rules`: the tables of each network namespace.
final class Networks {

    private static final String OURS = "learnc";
    private static final int TYPE_AT = 4;
    private static final int RTM_NEWLINK = 16;
    private static final int KIND_OF_REQUEST = 3;
    private static final int GET = 2;
    /// The mark that begins a batch of nftables has the number of RTM_NEWLINK, but is shorter than any of these.
    private static final int MARK_BYTES = 20;

    private final Proc proc;
    private final Known known;
    private final Namespaces namespaces;
    private final Elsewhere elsewhere;
    private final Set<String> tablesOfBridges = new HashSet<>();

    Networks(Proc proc, Known known, Namespaces namespaces, Elsewhere elsewhere) {
        this.proc = proc;
        this.known = known;
        this.namespaces = namespaces;
        this.elsewhere = elsewhere;
    }

    /// Looks again after a message to the kernel, when it was more than a question.
    void after(byte[] message) {
        if (message.length < MARK_BYTES) {
            return;
        }
        int length = Decoders.intAt(message, 0);
        int type = Decoders.intAt(message, TYPE_AT) & 0xFFFF;
        if (type == RTM_NEWLINK && length == MARK_BYTES) {
            rules();
        } else if (type >= RTM_NEWLINK && type < 256 && (type & KIND_OF_REQUEST) != GET) {
            tables();
        }
    }

    /// Looks at everything in a namespace that nobody has looked at before.
    void meet() {
        tables();
        rules();
    }

    /// Nobody of the run is in that namespace any more.
    void forget(String namespace) {
        for (String view : List.of(View.LINKS, View.ADDRESSES, View.ROUTES, View.RULES)) {
            known.items(view, namespace + "/", Map.of());
        }
    }

    private void tables() {
        var seen = new TreeMap<String, Tables>();
        namespaces.inhabited("net").forEach((namespace, pid) -> {
            Tables tables = elsewhere.look(pid, "net", () -> Tables.read(proc.kernel()));
            if (tables != null) {
                seen.put(namespace, tables);
            }
        });
        seen.forEach((namespace, tables) -> {
            links(namespace, seen);
            addresses(namespace, tables);
            routes(namespace, tables);
        });
    }

    private void links(String namespace, Map<String, Tables> all) {
        var links = new LinkedHashMap<String, Map<String, String>>();
        for (Tables.LinkLine line : all.get(namespace).links()) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("name", line.link().name());
            fields.put("kind", line.link().kind());
            fields.put("mac", line.link().mac().toString());
            fields.put("mtu", Integer.toString(line.link().mtuBytes()));
            fields.put("flags", line.flags());
            fields.put("state", line.link().isUp() ? "up" : "down");
            if (line.link().master() != 0) {
                fields.put("master", namespace + "/" + line.link().master());
            }
            String peer = line.peer() == 0 ? null : line.isPeerFar() ? farPeer(namespace, line, all) : namespace + "/" + line.peer();
            if (peer != null) {
                fields.put("peer", peer);
            }
            links.put(namespace + "/" + line.link().index(), fields);
            if (line.link().kind().equals("bridge")) {
                tablesOfBridges.add(line.link().name());
            }
        }
        known.items(View.LINKS, namespace + "/", links);
    }

    /// The other end of a cable: in another namespace, the link with that number whose own other end has this one's.
    private static String farPeer(String namespace, Tables.LinkLine line, Map<String, Tables> all) {
        var found = new ArrayList<String>();
        all.forEach((other, tables) -> {
            for (Tables.LinkLine candidate : tables.links()) {
                if (!other.equals(namespace) && candidate.link().index() == line.peer() && candidate.isPeerFar() && candidate.peer() == line.link().index()) {
                    found.add(other + "/" + candidate.link().index());
                }
            }
        });
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void addresses(String namespace, Tables tables) {
        var addresses = new LinkedHashMap<String, Map<String, String>>();
        for (Tables.AddressLine line : tables.addresses()) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("family", "inet");
            fields.put("scope", line.scope());
            if (line.broadcast() != null) {
                fields.put("broadcast", line.broadcast());
            }
            addresses.put(namespace + "/" + line.link() + "/" + line.address(), fields);
        }
        known.items(View.ADDRESSES, namespace + "/", addresses);
    }

    private void routes(String namespace, Tables tables) {
        var names = new TreeMap<Integer, String>();
        tables.links().forEach(line -> names.put(line.link().index(), line.link().name()));
        var routes = new LinkedHashMap<String, Map<String, String>>();
        for (Tables.RouteLine line : tables.routes()) {
            var fields = new LinkedHashMap<String, String>();
            putIfThere(fields, "via", line.via());
            putIfThere(fields, "device", names.get(line.link()));
            fields.put("scope", line.scope());
            putIfThere(fields, "source", line.source());
            routes.putIfAbsent(namespace + "/" + line.destination(), fields);
        }
        known.items(View.ROUTES, namespace + "/", routes);
    }

    private static void putIfThere(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private void rules() {
        namespaces.inhabited("net").forEach((namespace, pid) -> {
            List<Tables.RuleLine> lines = elsewhere.look(pid, "net", () -> Tables.rules(proc.kernel()));
            if (lines != null) {
                rules(namespace, lines);
            }
        });
    }

    private void rules(String namespace, List<Tables.RuleLine> lines) {
        var rules = new LinkedHashMap<String, Map<String, String>>();
        for (Tables.RuleLine line : lines) {
            if (line.table().startsWith(OURS) || tablesOfBridges.contains(line.table())) {
                rules.put(namespace + "/" + line.table() + "/" + line.chain() + "/" + line.handle(), Map.of("rule", line.text()));
            }
        }
        known.items(View.RULES, namespace + "/", rules);
    }
}
