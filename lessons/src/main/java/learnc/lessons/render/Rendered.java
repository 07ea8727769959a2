package learnc.lessons.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/// The lessons as the build has rendered them, out of the jar.
public final class Rendered {

    /// The file that tells of which text each page was made.
    public static final String PROPERTIES = "rendered.properties";

    private final Properties digests = new Properties();

    /// What is in the jar.
    public Rendered() {
        try (InputStream properties = Rendered.class.getResourceAsStream(PROPERTIES)) {
            if (properties != null) {
                digests.load(properties);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The page of a lesson, if it was made of just this text, else null.
    String html(String lessonName, String text) {
        if (!digest(text).equals(digests.getProperty(lessonName))) {
            return null;
        }
        try (InputStream page = Rendered.class.getResourceAsStream(lessonName + ".html")) {
            return page == null ? null : new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The SHA-256 of a text, in hexadecimal digits.
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The SHA-256 of bytes, in hexadecimal digits.
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
