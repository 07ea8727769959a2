package learnc.runtime.spec;

/// Something from outside the image that the container sees at a path.
public sealed interface Volume {

    /// The path inside, absolute.
    String target();

    /// A file or directory of the host (`-v SOURCE:TARGET[:ro]`).
    record Bind(String source, String target, boolean isReadOnly) implements Volume {
    }

    /// Memory that is gone afterwards (`--tmpfs TARGET[:OPTIONS]`).
    ///
    /// @param options of tmpfs(5), comma-separated; may be empty
    record Tmpfs(String target, String options) implements Volume {
    }
}
