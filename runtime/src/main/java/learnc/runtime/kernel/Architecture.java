package learnc.runtime.kernel;

/// The processors that learnc runs on.
public enum Architecture {
    /// Intel's and AMD's; OCI calls it `amd64`.
    X86_64("amd64"),
    /// Arm's 64-bit one (AArch64); OCI calls it `arm64`.
    ARM64("arm64");

    /// This machine's.
    public static final Architecture CURRENT = current();

    private final String ociName;

    Architecture(String ociName) {
        this.ociName = ociName;
    }

    /// Its name in image indexes and configurations (OCI image specification, "platform").
    public String ociName() {
        return ociName;
    }

    private static Architecture current() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            default -> throw new IllegalStateException("learnc runs on x86-64 and arm64; this machine's processor is called " + name);
        };
    }
}
