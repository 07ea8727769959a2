package learnc.labs.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What makes one student's questions differ from another's: numbers that depend on a word, such as the student's name.
///
/// @param word the same word gives the same numbers
public record Seed(String word) {

    /// The file in a student's folder that keeps it.
    public static final String FILE = "seed.txt";

    private static final int LONGEST = 200;
    private static final Pattern PLACE = Pattern.compile("\\{seed:(?<name>[a-z0-9-]+):(?<bound>\\d{1,9})}");

    /// The seed that a student's folder keeps; null when it keeps none.
    public static Seed in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        boolean isKept = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST;
        return isKept ? new Seed(Files.readString(file).strip()) : null;
    }

    /// Keeps it in a student's folder, unless one is kept there.
    public void keep(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(folder.resolve(FILE), word + "\n");
        }
    }

    /// A number from 0 to below `bound`.
    ///
    /// @param name of the question in that lab
    public int number(String lab, String name, int bound) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((word + "/" + lab + "/" + name).getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(digest).getInt(), bound);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A text with the number in place of each `{seed:NAME:BOUND}`.
    public String filled(String lab, String text) {
        return PLACE.matcher(text).replaceAll((MatchResult place) -> String.valueOf(number(lab, place.group(1), Integer.parseInt(place.group(2)))));
    }
}
