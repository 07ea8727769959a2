package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.NetworkRequest.Port;

/// How Docker's users write ports: `80`, `8080:80`, `127.0.0.1:8080:80/udp`, `8000-8010:80-90`. Without a port of the host any free
/// one is taken.
final class PortGrammar {

    private static final String EVERY_ADDRESS = "0.0.0.0";
    private static final int ANY_FREE = 0;
    private static final int LAST_PORT = 65535;

    private PortGrammar() {
    }

    /// The ports that a text means, one or, for a range, several.
    static List<Port> ports(String text) {
        int slash = text.indexOf('/');
        boolean isUdp = isUdp(slash < 0 ? "tcp" : text.substring(slash + 1));
        String numbers = slash < 0 ? text : text.substring(0, slash);
        int last = numbers.lastIndexOf(':');
        int[] inside = range(numbers.substring(last + 1), text);
        if (last < 0) {
            return ports(EVERY_ADDRESS, null, inside, isUdp);
        }
        String outside = numbers.substring(0, last);
        int colon = outside.lastIndexOf(':');
        String address = colon < 0 ? EVERY_ADDRESS : ip(outside.substring(0, colon));
        String host = outside.substring(colon + 1);
        return ports(address, host.isEmpty() && colon >= 0 ? null : hostRange(host, inside, text), inside, isUdp);
    }

    private static int[] hostRange(String host, int[] inside, String text) {
        int[] range = range(host, text);
        if (range[1] - range[0] != inside[1] - inside[0]) {
            throw new IllegalArgumentException("'" + text + "': the two ranges have different lengths");
        }
        return range;
    }

    private static List<Port> ports(String address, int[] host, int[] inside, boolean isUdp) {
        var ports = new ArrayList<Port>();
        for (int port = inside[0]; port <= inside[1]; port++) {
            ports.add(new Port(address, host == null ? ANY_FREE : host[0] + port - inside[0], port, isUdp));
        }
        return ports;
    }

    private static boolean isUdp(String protocol) {
        return switch (protocol) {
            case "tcp" -> false;
            case "udp" -> true;
            default -> throw new IllegalArgumentException("'" + protocol + "' is neither tcp nor udp");
        };
    }

    private static int[] range(String text, String all) {
        int dash = text.indexOf('-');
        int first = port(dash < 0 ? text : text.substring(0, dash), all);
        int last = dash < 0 ? first : port(text.substring(dash + 1), all);
        if (last < first) {
            throw new IllegalArgumentException("'" + all + "': the range " + text + " ends before it begins");
        }
        return new int[] {first, last};
    }

    private static int port(String digits, String all) {
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            port = digit < 0 || digit > 9 || port > LAST_PORT ? LAST_PORT + 1 : port * 10 + digit;
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("'" + all + "': '" + digits + "' is no port, which is a number from 1 to 65535");
        }
        return port;
    }

    /// An IPv4 address: four numbers from 0 to 255.
    static String ip(String text) {
        String[] parts = text.split("\\.", -1);
        boolean isAddress = parts.length == 4;
        for (String part : parts) {
            isAddress &= isByte(part);
        }
        if (!isAddress) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 address");
        }
        return text;
    }

    private static boolean isByte(String digits) {
        if (digits.isEmpty() || digits.length() > 3) {
            return false;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            number = number * 10 + c - '0';
        }
        return number <= 255;
    }
}
