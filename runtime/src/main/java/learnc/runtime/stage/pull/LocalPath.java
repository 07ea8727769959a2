package learnc.runtime.stage.pull;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.Locale;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Shown;

/// An image that lies in a folder or an archive on this machine, written `PATH[:TAG]` or with one of skopeo's words in front.
///
/// @param path   of the folder or archive
/// @param source reads it
/// @param name   under which the store will know the image
record LocalPath(String path, Source source, ImageReference name) {

    private static final String[] WORDS = {"oci:", "oci-archive:", "docker-archive:"};

    /// Whether a reference is a path rather than a name.
    static boolean isPath(String reference) {
        return reference.startsWith("/") || reference.startsWith(".") || word(reference) > 0;
    }

    /// @throws Failure when nothing is there, or something that is no image
    @Why(value = "Looks whether the reference is the path of an image on this machine.", without = "It would be looked for in a registry.")
    static LocalPath of(Kernel host, String reference) {
        String text = reference.substring(word(reference));
        int end = text.length();
        if (!Folder.exists(host, text)) {
            end = text.indexOf(':');
            while (end >= 0 && !Folder.exists(host, text.substring(0, end))) {
                end = text.indexOf(':', end + 1);
            }
        }
        if (end <= 0) {
            throw new Failure("there is nothing at " + Shown.shortened(text) + ".\n"
                    + "  try: check the path; a name for a registry starts neither with . nor with /");
        }
        return opened(host, text.substring(0, end), end == text.length() ? "" : text.substring(end + 1));
    }

    @Why(call = "statx", value = "Looks whether the image is a directory or an archive: an OCI layout can be either.",
            without = "A directory would be read as an archive.")
    @Why(value = "Looks what kind of image the path holds.", without = "Nobody would know how to read it.")
    private static LocalPath opened(Kernel host, String path, String tag) {
        boolean isFolder = host.statx(AT_FDCWD, path, 0).isDirectory();
        Members members = isFolder ? new FolderMembers(host, path) : new ArchiveMembers(host, path);
        byte[] index = members.small("index.json");
        if (index != null) {
            Layout layout = new Layout(members, index, tag);
            return new LocalPath(path, layout, name(path, layout.nameInside()));
        }
        byte[] manifest = members.small("manifest.json");
        if (manifest != null) {
            DockerArchive archive = new DockerArchive(members, manifest, tag);
            return new LocalPath(path, archive, name(path, archive.nameInside()));
        }
        throw new Failure(Shown.shortened(path) + " is no image: it has neither index.json (an OCI image layout) nor manifest.json (docker save)."
                + "\n  try: skopeo copy docker://alpine oci:FOLDER:latest, or docker save -o FILE alpine");
    }

    /// A name inside that says where the image comes from is kept; a mere tag is put behind the name of the file.
    private static ImageReference name(String path, String inside) {
        if (inside.indexOf('/') >= 0 || inside.indexOf(':') >= 0) {
            return ImageReference.of(inside);
        }
        return ImageReference.of("localhost/" + nameOfFile(path) + (inside.isEmpty() ? "" : ":" + inside));
    }

    private static String nameOfFile(String path) {
        String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.', 1);
        var plain = new StringBuilder();
        for (char c : (dot < 0 ? name : name.substring(0, dot)).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                plain.append(c);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
                plain.append('-');
            }
        }
        while (!plain.isEmpty() && plain.charAt(plain.length() - 1) == '-') {
            plain.setLength(plain.length() - 1);
        }
        return plain.isEmpty() ? "image" : plain.toString();
    }

    private static int word(String reference) {
        for (String word : WORDS) {
            if (reference.startsWith(word)) {
                return word.length();
            }
        }
        return 0;
    }
}
