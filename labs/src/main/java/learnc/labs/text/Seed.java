package learnc.labs.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What makes one student's questions differ from another's: numbers that depend on a word, such as the student's name.
///
/// @param word the same word gives the same numbers
public record Seed(String word) {

    private static final Pattern PLACE = Pattern.compile("\\{seed:(?<name>[a-z0-9-]+):(?<bound>\\d{1,9})}");

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
