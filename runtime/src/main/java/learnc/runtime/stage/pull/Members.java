package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.InputStream;

import learnc.runtime.spec.Failure;

/// Files by name: in a folder, or in an archive.
interface Members {

    /// The content of a file, or null when there is none of that name.
    ///
    /// @param name relative, without `..`
    InputStream open(String name) throws IOException;

    /// Where they are, for messages.
    String place();

    /// The content of a small file.
    ///
    /// @return null when there is none of that name
    /// @throws Failure when it is longer than [Source#LARGEST_TEXT_BYTES], or cannot be read
    default byte[] small(String name) {
        try (InputStream input = open(name)) {
            if (input == null) {
                return null;
            }
            byte[] content = input.readNBytes(Source.LARGEST_TEXT_BYTES + 1);
            if (content.length > Source.LARGEST_TEXT_BYTES) {
                throw new Failure(name + " in " + place() + " is longer than " + Source.LARGEST_TEXT_BYTES + " bytes.");
            }
            return content;
        } catch (IOException failure) {
            throw new Failure(place() + " cannot be read: " + failure.getMessage() + ".\n  try: make it again; it is damaged or cut off", failure);
        }
    }
}
