package learnc.runtime.spec;

/// How a reference is cut into its parts, and what each part may hold.
final class ReferenceGrammar {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TAG = 128;
    private static final int ID_DIGITS = 64;
    private static final int LAST_PORT = 65535;

    private final String text;

    private ReferenceGrammar(String text) {
        this.text = text;
    }

    static ImageReference read(String text) {
        return new ReferenceGrammar(text).reference();
    }

    private ImageReference reference() {
        if (text.isEmpty()) {
            throw wrong("it is empty");
        }
        int at = text.indexOf('@');
        Digest digest = at < 0 ? null : Digest.of(text.substring(at + 1));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        String name = colon < 0 ? rest : rest.substring(0, colon);
        String tag = colon < 0 ? "" : checkedTag(rest.substring(colon + 1));
        return named(name, tag.isEmpty() && digest == null ? "latest" : tag, digest);
    }

    private ImageReference named(String name, String tag, Digest digest) {
        int slash = name.indexOf('/');
        boolean hasRegistry = slash > 0 && looksLikeHost(name.substring(0, slash));
        String registry = hasRegistry ? checkedHost(name.substring(0, slash)) : ImageReference.DOCKER_HUB;
        String path = checkedPath(hasRegistry ? name.substring(slash + 1) : name);
        if (!hasRegistry && path.length() == ID_DIGITS && isHex(path)) {
            throw wrong("64 hexadecimal digits are an image's ID, not its name");
        }
        boolean isOfficial = registry.equals(ImageReference.DOCKER_HUB) && path.indexOf('/') < 0;
        String repository = isOfficial ? "library/" + path : path;
        if (registry.length() + 1 + repository.length() > LONGEST_NAME) {
            throw wrong("the name is longer than " + LONGEST_NAME + " characters");
        }
        return new ImageReference(registry, repository, tag, digest);
    }

    private static boolean looksLikeHost(String part) {
        return part.indexOf('.') >= 0 || part.indexOf(':') >= 0 || part.equals("localhost");
    }

    private String checkedTag(String tag) {
        if (tag.isEmpty() || tag.length() > LONGEST_TAG || tag.charAt(0) == '.' || tag.charAt(0) == '-') {
            throw wrong("a tag has 1 to " + LONGEST_TAG + " characters and starts with a letter, a digit or _");
        }
        for (int i = 0; i < tag.length(); i++) {
            if (!isLetterOrDigit(tag.charAt(i)) && "._-".indexOf(tag.charAt(i)) < 0) {
                throw wrong("a tag holds only letters, digits, and . _ -");
            }
        }
        return tag;
    }

    private String checkedPath(String path) {
        for (String component : path.split("/", -1)) {
            checkComponent(component);
        }
        return path;
    }

    private void checkComponent(String component) {
        if (component.isEmpty()) {
            throw wrong("a part of the name between two slashes, or at an end, is empty");
        }
        for (int i = 0; i < component.length(); ) {
            i = isLowerOrDigit(component.charAt(i)) ? i + 1 : afterSeparator(component, i);
        }
    }

    /// Between letters and digits may stand one dot, one or two underscores, or any number of hyphens.
    private int afterSeparator(String component, int from) {
        char separator = component.charAt(from);
        if ("._-".indexOf(separator) < 0) {
            throw wrong(isLetterOrDigit(separator) ? "the name must be in lower case"
                    : "the name holds only lower-case letters, digits, and . _ - /");
        }
        int end = from;
        while (end < component.length() && component.charAt(end) == separator) {
            end++;
        }
        int most = separator == '.' ? 1 : separator == '_' ? 2 : Integer.MAX_VALUE;
        boolean isInside = from > 0 && end < component.length() && isLowerOrDigit(component.charAt(end));
        if (!isInside || end - from > most) {
            throw wrong("the signs . _ __ - stand only between letters or digits");
        }
        return end;
    }

    private String checkedHost(String registry) {
        int colon = registry.indexOf(':', registry.startsWith("[") ? Math.max(0, registry.indexOf(']')) : 0);
        String host = colon < 0 ? registry : registry.substring(0, colon);
        if (colon >= 0 && !isPort(registry.substring(colon + 1))) {
            throw wrong("the registry's port must be a number from 1 to " + LAST_PORT);
        }
        if (host.startsWith("[") ? !isIpv6(host) : !isHostName(host)) {
            throw wrong("'" + Shown.shortened(host) + "' is no host name");
        }
        return registry.equals("index.docker.io") ? ImageReference.DOCKER_HUB : registry;
    }

    private static boolean isPort(String digits) {
        if (digits.isEmpty() || digits.length() > 5) {
            return false;
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
            port = port * 10 + digits.charAt(i) - '0';
        }
        return port >= 1 && port <= LAST_PORT;
    }

    private static boolean isIpv6(String host) {
        if (!host.endsWith("]") || host.length() < 4) {
            return false;
        }
        for (int i = 1; i < host.length() - 1; i++) {
            if (host.charAt(i) != ':' && host.charAt(i) != '.' && Character.digit(host.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostName(String host) {
        for (String label : host.split("\\.", -1)) {
            if (label.isEmpty() || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            for (int i = 0; i < label.length(); i++) {
                if (!isLetterOrDigit(label.charAt(i)) && label.charAt(i) != '-') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLowerOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLowerOrDigit(c) || c >= 'A' && c <= 'Z';
    }

    private Failure wrong(String why) {
        return new Failure("'" + Shown.shortened(text) + "' is no image reference: " + why + ".\n"
                + "  try: alpine, alpine:3.20, registry.example.org:5000/team/app:1.2, alpine@sha256:…, or a path that starts with / or ./");
    }
}
