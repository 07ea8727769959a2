package learnc.runtime.trace.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import learnc.runtime.trace.State;

/// What a recording says of one moment, beside what [PlainLook] has seen then.
///
/// Left out, because it is nobody's call: what other programs have mounted and take away, the life of a program after its execve and of a process that was sent a signal, the end of a
/// cable whose namespace dissolves, and the group `learnc`, which all learncs of a machine share.
///
/// @param fragile   processes that live or die on their own
/// @param met       processes that have made a call
/// @param container its id
record Comparison(State recorded, Map<String, Map<String, Map<String, String>>> kernel, Set<Integer> fragile, Set<Integer> met, String container) {

    List<String> differences() {
        var differences = new ArrayList<String>();
        for (String view : List.of("processes", "namespaces", "mounts", "layers", "cgroups", "links", "addresses", "routes", "rules", "descriptors")) {
            items(differences, view);
        }
        return differences;
    }

    private void items(List<String> differences, String view) {
        var names = new TreeSet<>(recorded.items(view).keySet());
        names.addAll(kernel.getOrDefault(view, Map.of()).keySet());
        for (String item : names) {
            Map<String, String> told = recorded.item(view, item);
            Map<String, String> seen = kernel.getOrDefault(view, Map.of()).get(item);
            if (isLeftOut(view, item, told, seen)) {
                continue;
            }
            if (told == null || seen == null) {
                differences.add(view + " " + item + (told == null ? " is not recorded: " + seen : " is recorded, but not there: " + told));
            } else {
                fields(differences, view, item, told(view, told), seen(view, seen));
            }
        }
    }

    private static void fields(List<String> differences, String view, String item, Map<String, String> told, Map<String, String> seen) {
        var names = new TreeSet<>(told.keySet());
        names.addAll(seen.keySet());
        for (String field : names) {
            // A control file that was only read by us is no news; one that is recorded must be right.
            boolean isFile = view.equals("cgroups") && !told.containsKey(field);
            if (!isFile && !Objects.equals(told.get(field), seen.get(field))) {
                differences.add(view + " " + item + " " + field + ": recorded " + told.get(field) + ", seen " + seen.get(field));
            }
        }
    }

    private boolean isLeftOut(String view, String item, Map<String, String> told, Map<String, String> seen) {
        int slash = item.indexOf('/');
        return switch (view) {
            case "processes" -> fragile.contains(Integer.valueOf(item));
            case "descriptors" -> isDescriptorLeftOut(Integer.parseInt(item.substring(0, slash)), told);
            case "links" -> !fragile.isEmpty() && Map.of("kind", "veth").entrySet().stream().allMatch(veth -> is(veth, told) || is(veth, seen));
            // Groups that were there before are everybody's: processes of the whole machine come and go in them.
            case "cgroups" -> !item.contains(container);
            case "namespaces" -> isOnlyOf(told, seen);
            case "mounts", "layers" -> !fragile.isEmpty() && !isOurs(item.substring(0, slash)) || seen == null && isOfOthers(item);
            case "addresses", "routes", "rules" -> !fragile.isEmpty() && !isOurs(item.substring(0, slash));
            default -> throw new IllegalArgumentException(view);
        };
    }

    /// Whether it was there before the run: other programs take their mounts away when they like, also from copies of the mount table.
    private boolean isOfOthers(String mount) {
        String target = recorded.item("mounts", mount).get("target");
        return target.matches("/(tmp|var/tmp|run|dev/shm)/.*|.*(learnc|docker).*") && !target.contains(container);
    }

    /// Of learnc's own descriptors only those are recorded that it has opened through its door; of a process that has not yet made a call, none.
    private boolean isDescriptorLeftOut(int pid, Map<String, String> told) {
        boolean isLearnc = pid == ProcessHandle.current().pid();
        return fragile.contains(pid) || isLearnc && told == null || !isLearnc && !met.contains(pid);
    }

    private static boolean is(Map.Entry<String, String> what, Map<String, String> fields) {
        return fields != null && what.getValue().equals(fields.get(what.getKey()));
    }

    private boolean isOnlyOf(Map<String, String> told, Map<String, String> seen) {
        return without(told == null ? seen.get("members") : told.get("members")).isEmpty();
    }

    /// Whether learnc itself is in that namespace.
    private boolean isOurs(String inode) {
        return recorded.item("processes", Long.toString(ProcessHandle.current().pid())).containsValue(inode);
    }

    private Map<String, String> told(String view, Map<String, String> fields) {
        var plain = new TreeMap<>(fields);
        switch (view) {
            case "mounts" -> plain.put("is_covered", Boolean.toString(plain.remove("covered_by") != null));
            case "descriptors" -> plain.put("flags", Arrays.stream(plain.get("flags").split("\\|")).sorted().collect(Collectors.joining("|")));
            case "cgroups" -> plain.remove("hierarchy");
            case "namespaces" -> plain.remove("domainname");
            case "links" -> {
                plain.put("flags", Arrays.stream(plain.get("flags").split(",")).sorted().collect(Collectors.joining(",")));
                plain.computeIfPresent("peer", (name, peer) -> peer.substring(peer.indexOf('/') + 1));
                String master = plain.remove("master");
                if (master != null) {
                    plain.put("master_name", recorded.item("links", master).get("name"));
                }
            }
            default -> { }
        }
        plain.computeIfPresent("members", (name, members) -> without(members));
        return plain;
    }

    private Map<String, String> seen(String view, Map<String, String> fields) {
        var plain = new TreeMap<>(fields);
        if (view.equals("links") && plain.containsKey("peer_index")) {
            plain.put("peer", plain.remove("peer_index"));
        }
        plain.computeIfPresent("members", (name, members) -> without(members));
        return plain;
    }

    private String without(String members) {
        return Arrays.stream(members.split(" ")).filter(pid -> !pid.isEmpty() && !fragile.contains(Integer.valueOf(pid))).collect(Collectors.joining(" "));
    }
}
