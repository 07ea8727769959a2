/// Where do images lie, and how are they found again?
///
/// In a folder that is itself an OCI image layout (OCI image specification, "image layout"): every part of an image is a file named
/// by the checksum of its content, and `index.json` gives names to some of them. Two images that share a layer share the file, and
/// other tools can read the folder: `skopeo inspect oci:/var/lib/learnc/images:docker.io/library/alpine:latest`.
///
/// Start with [ImageStore], then [Manifest], the list of an image's parts. [BlobWriter] shows how a file comes to be that is
/// either complete and correct or not there at all; [StoreLock], how two learncs share the folder.
///
/// Left out on purpose: how images get here (the stage pull), and their unpacked layers (the stage unpack).
package learnc.runtime.image;
