package learnc.runtime.spec;

/// The name of an image, in full: `registry/repository:tag`, or `…@sha256:…`, or both.
///
/// People write it shorter, and Docker's rules fill the gaps: `alpine` is `docker.io/library/alpine:latest`. The first part is a
/// registry only when it looks like a host: when it has a dot or a colon, or is `localhost`.
/// (OCI distribution specification, "Pulling manifests"; the rules for short names are those of the `distribution/reference` library.)
///
/// @param registry   host, with a port if it has one
/// @param repository path of lower-case names below it
/// @param tag        a name that may move on; empty when only a digest was given
/// @param digest     a name that cannot; null when only a tag was given
public record ImageReference(String registry, String repository, String tag, Digest digest) {

    /// Where short names lead.
    public static final String DOCKER_HUB = "docker.io";

    /// Reads what a user has written.
    ///
    /// @throws Failure when it is no reference: says which part is wrong, and why
    public static ImageReference of(String text) {
        return ReferenceGrammar.read(text);
    }

    /// The name without tag and digest, such as `docker.io/library/alpine`.
    public String name() {
        return registry + "/" + repository;
    }

    /// What a registry is asked for: the digest if there is one, else the tag.
    public String tagOrDigest() {
        return digest != null ? digest.toString() : tag;
    }

    /// The short way to write the name: without `docker.io/` and `library/`.
    public String familiarName() {
        if (!registry.equals(DOCKER_HUB)) {
            return name();
        }
        return repository.startsWith("library/") ? repository.substring("library/".length()) : repository;
    }

    /// The same image at its digest: a reference that always means the same content.
    public ImageReference at(Digest exact) {
        return new ImageReference(registry, repository, tag, exact);
    }

    /// The full name; reading it gives the same reference.
    @Override
    public String toString() {
        return name() + (tag.isEmpty() ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
