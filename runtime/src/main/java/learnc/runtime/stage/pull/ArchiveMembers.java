package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.Why;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The files of a tar archive, plain or gzip. A tar has no table of contents: each file is looked for from the start, passing over the
/// contents of the others.
///
/// @param host  who reads
/// @param place the archive
record ArchiveMembers(Kernel host, String place) implements Members {

    private static final int MOST_LINKS = 8;
    private static final int GZIP_MAGIC = 0x1f8b;

    @Override
    @Why(value = "Looks for a part of the image in its archive, from the start: a tar has no table of contents.",
            without = "The part would be missing.")
    public InputStream open(String name) throws IOException {
        String wanted = name;
        for (int links = 0; links <= MOST_LINKS; links++) {
            TarArchiveInputStream tar = tar();
            TarArchiveEntry entry = find(tar, wanted);
            if (entry != null && entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
                return tar;
            }
            tar.close();
            if (entry == null || entry.isDirectory()) {
                return null;
            }
            // `docker save` writes a layer that several images share once, and links elsewhere.
            wanted = entry.isLink() ? plain(entry.getLinkName()) : beside(wanted, entry.getLinkName());
        }
        throw new IOException("too many links lead to " + name);
    }

    private static TarArchiveEntry find(TarArchiveInputStream tar, String wanted) throws IOException {
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && !plain(entry.getName()).equals(wanted)) {
                entry = tar.getNextEntry();
            }
            return entry;
        } catch (IllegalArgumentException failure) {
            throw new IOException("it is no tar archive", failure);
        }
    }

    private TarArchiveInputStream tar() throws IOException {
        boolean isGzip = isGzip();
        InputStream file = new KernelInput(host, place);
        return new TarArchiveInputStream(isGzip ? new GZIPInputStream(file) : file);
    }

    @Why(value = "Looks at the first two bytes: they tell whether the archive is compressed.",
            without = "A compressed archive would be taken for damaged.")
    private boolean isGzip() {
        try (KernelInput file = new KernelInput(host, place)) {
            return (file.read() << 8 | file.read()) == GZIP_MAGIC;
        }
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /// Follows a symbolic link that stands at `from`.
    private static String beside(String from, String target) {
        String folder = from.substring(0, Math.max(0, from.lastIndexOf('/')));
        String rest = target;
        while (rest.startsWith("../")) {
            rest = rest.substring(3);
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
        return folder.isEmpty() ? rest : folder + "/" + rest;
    }
}
