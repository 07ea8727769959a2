package learnc.runtime.spec;

/// The kind of machine that an image is for (OCI image index specification, "platform").
///
/// @param os           `linux`
/// @param architecture `amd64`, `arm64`, … (the names of Go)
/// @param variant      `v7`, `v8`, …; empty when there is only one
public record Platform(String os, String architecture, String variant) {

    /// Reads `linux/arm64` or `linux/arm/v7`.
    ///
    /// @throws Failure when it is neither
    public static Platform of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || hasOddPart(parts)) {
            throw new Failure("'" + Shown.shortened(text) + "' is no platform.\n  try: linux/amd64, linux/arm64, linux/arm/v7");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /// A Linux machine with this processor.
    public static Platform linux(String architecture) {
        return new Platform("linux", architecture, "");
    }

    /// Whether an image for `other` runs here. An image that names no variant runs on each, and arm64 has only v8.
    public boolean accepts(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture)
                && (variant.equals(other.variant) || variant.isEmpty() || other.variant.isEmpty());
    }

    /// `linux/amd64`
    @Override
    public String toString() {
        return variant.isEmpty() ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
    }

    private static boolean hasOddPart(String[] parts) {
        for (String part : parts) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.')) {
                return true;
            }
        }
        return false;
    }
}
