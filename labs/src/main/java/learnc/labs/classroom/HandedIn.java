package learnc.labs.classroom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import learnc.labs.text.Lab;
import learnc.labs.text.Seed;
import learnc.runtime.spec.Failure;

/// What one student has handed in.
///
/// @param name   of the folder or file
/// @param folder with a folder for each lab
/// @param seed   what made the student's questions: the file `seed.txt`, else the name
/// @param damage why it cannot be read, or null
public record HandedIn(String name, Path folder, Seed seed, String damage) {

    private static final int MOST_FILES = 1000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern ENTRY = Pattern.compile("(\\d\\d-[a-z0-9-]+/)?[A-Za-z0-9_][A-Za-z0-9._-]*");

    /// What can be read.
    public HandedIn(String name, Path folder, Seed seed) {
        this(name, folder, seed, null);
    }

    /// Takes a folder as it is, or unpacks a file. What is damaged, or holds what `learnc lab submit` never packs, is one student's
    /// trouble: the others get their grades.
    ///
    /// @param place where a file is unpacked
    /// @throws Failure when it is neither
    public static HandedIn of(Path given, Path place) {
        String name = given.toAbsolutePath().normalize().getFileName().toString();
        try {
            if (Files.isDirectory(given)) {
                return new HandedIn(name, given, seed(given, name));
            }
            if (Files.isRegularFile(given) && name.endsWith(".zip")) {
                String student = name.substring(0, name.length() - ".zip".length());
                Path folder = Files.createDirectories(place.resolve(student));
                unpack(given, folder);
                return new HandedIn(student, folder, seed(folder, student));
            }
        } catch (IOException refused) {
            String student = name.replaceFirst("\\.zip$", "");
            return new HandedIn(student, place.resolve(name + ".unreadable"), new Seed(student), "cannot be read: " + refused.getMessage());
        }
        if (!Files.exists(given)) {
            throw new Failure(2, "there is no " + given, null);
        }
        throw new Failure(2, given + " is neither a student's folder nor a file of 'learnc lab submit'", null);
    }

    private static Seed seed(Path folder, String name) throws IOException {
        Seed kept = Seed.in(folder);
        return kept == null ? new Seed(name) : kept;
    }

    /// A name in it could lead anywhere, and a small file could become a huge one.
    private static void unpack(Path file, Path folder) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_FILES) {
                throw new IOException("it has more than " + MOST_FILES + " files");
            }
            for (ZipEntry entry : zip.stream().toList()) {
                if (!ENTRY.matcher(entry.getName()).matches()) {
                    throw new IOException("it has a file named '" + entry.getName() + "', which learnc never packs");
                }
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] content = in.readNBytes(MOST_BYTES + 1);
                    if (content.length > MOST_BYTES) {
                        throw new IOException(entry.getName() + " is larger than " + (MOST_BYTES >> 10) + " KiB");
                    }
                    Files.write(target, content);
                }
            }
        }
    }

    /// Whether what lies in its folder looks as if it were handed in itself.
    boolean holdsOthers(List<Lab> labs) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.anyMatch(its -> its.toString().endsWith(".zip") || labs.stream().anyMatch(lab -> Files.isDirectory(its.resolve(lab.id()))));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// The folder of a lab, or null. A link is none: it could lead to another student's work.
    Path of(Lab lab) {
        Path its = folder.resolve(lab.id());
        return Files.isDirectory(its, LinkOption.NOFOLLOW_LINKS) ? its : null;
    }
}
