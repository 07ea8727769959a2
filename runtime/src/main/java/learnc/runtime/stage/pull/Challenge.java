package learnc.runtime.stage.pull;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a server wants to see before it answers: the header `WWW-Authenticate`, such as
/// `Bearer realm="https://auth.example.org/token",service="registry",scope="repository:library/alpine:pull"` (RFC 9110, section 11.6.1).
///
/// @param scheme     in lower case: `bearer`, `basic`
/// @param parameters by their names in lower case
record Challenge(String scheme, Map<String, String> parameters) {

    /// Reads one header with one challenge; what cannot be read is left out.
    static Challenge of(String header) {
        int space = header.indexOf(' ');
        if (space < 0) {
            return new Challenge(header.toLowerCase(Locale.ROOT), Map.of());
        }
        var parameters = new HashMap<String, String>();
        for (int at = space; at < header.length(); ) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at, equals).replace(',', ' ').strip().toLowerCase(Locale.ROOT);
            boolean isQuoted = equals + 1 < header.length() && header.charAt(equals + 1) == '"';
            int end = isQuoted ? header.indexOf('"', equals + 2) : header.indexOf(',', equals);
            end = end < 0 ? header.length() : end;
            parameters.put(name, header.substring(isQuoted ? equals + 2 : equals + 1, end).strip());
            at = end + 1;
        }
        return new Challenge(header.substring(0, space).toLowerCase(Locale.ROOT), parameters);
    }

    /// A parameter; empty when it is missing.
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
