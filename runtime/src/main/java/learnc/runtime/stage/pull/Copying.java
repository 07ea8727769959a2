package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Failure;

/// Copies a blob from a file on this machine.
final class Copying {

    private static final int CHUNK_BYTES = 128 * 1024;

    private Copying() {
    }

    /// @throws Failure when the file is missing, or has another length than its descriptor promises
    static void copy(Members members, String name, Descriptor blob, BlobWriter into, LongConsumer progress) {
        try (InputStream input = members.open(name)) {
            if (input == null) {
                throw new Failure(members.place() + " is not complete: " + name + " is missing.");
            }
            into.startAgain();
            var chunk = new byte[CHUNK_BYTES];
            for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
                refuse(into.sizeBytes() + count > blob.sizeBytes(), members, name, "longer", blob);
                into.write(chunk, 0, count);
                progress.accept(into.sizeBytes());
            }
            refuse(into.sizeBytes() < blob.sizeBytes(), members, name, "shorter", blob);
        } catch (IOException failure) {
            throw new Failure(members.place() + " cannot be read: " + failure.getMessage() + ".\n  try: make it again; it is damaged or cut off", failure);
        }
    }

    private static void refuse(boolean isWrong, Members members, String name, String how, Descriptor blob) {
        if (isWrong) {
            throw new Failure(name + " in " + members.place() + " is " + how + " than its manifest says (" + blob.sizeBytes() + " bytes).");
        }
    }
}
