package learnc.runtime.spec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of a content by its checksum, `sha256:` and 64 hexadecimal digits: whoever has the name can check the content.
/// (OCI image specification, "descriptor", section "Digests".)
///
/// @param algorithm `sha256` or `sha512`, the registered ones
/// @param hex       lower-case hexadecimal digits, 64 or 128 of them
public record Digest(String algorithm, String hex) {

    private static final int SHORT = 12;

    /// @throws Failure when it is no digest: an unknown algorithm, a wrong length, another character
    public Digest {
        if (hex.length() != digits(algorithm) || !isHex(hex)) {
            throw wrong(algorithm + ":" + hex);
        }
    }

    /// Reads `sha256:…`.
    ///
    /// @throws Failure when it is no digest
    public static Digest of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw wrong(text);
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /// The sha256 digest of this content.
    public static Digest sha256(byte[] content) {
        return new Digest("sha256", HexFormat.of().formatHex(newSha256().digest(content)));
    }

    /// An empty calculator for sha256.
    public static MessageDigest newSha256() {
        return hash("sha256");
    }

    /// An empty calculator for this digest's algorithm.
    public MessageDigest hash() {
        return hash(algorithm);
    }

    private static MessageDigest hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The first 12 digits, for people.
    public String shortHex() {
        return hex.substring(0, SHORT);
    }

    /// `sha256:…`
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static int digits(String algorithm) {
        return switch (algorithm) {
            case "sha256" -> 64;
            case "sha512" -> 128;
            default -> -1;
        };
    }

    /// Written out, as is [#hashCode()]: what Java makes for a record, it makes anew at each start.
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest its && hex.equals(its.hex) && algorithm.equals(its.algorithm);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static Failure wrong(String text) {
        return new Failure("'" + Shown.shortened(text) + "' is no digest.\n"
                + "  A digest is sha256: and 64 digits (or sha512: and 128) of 0-9 and a-f.");
    }
}
