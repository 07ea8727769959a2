/// How does an image get onto this machine?
///
/// An image is not one file. It is a manifest, a small text that lists the parts; a configuration; and the layers. Each is named by
/// the checksum of its content, so it may come from anywhere: what arrives is checked, and what is here already is not
/// fetched again.
///
/// Start with [Pull]: the order of places where an image is looked for. Then [Fetch]: name, index, manifest, configuration,
/// layers. A [Source] is a place where parts lie: a [Registry] speaks HTTP (OCI distribution specification), a [Layout] and a
/// [DockerArchive] are files on this machine. [Download] shows what it takes to trust no answer: sizes, checksums, broken lines.
///
/// Left out on purpose: signatures, mirrors, and registries with certificates of their own (Java's trust store decides).
package learnc.runtime.stage.pull;
