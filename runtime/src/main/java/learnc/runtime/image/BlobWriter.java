package learnc.runtime.image;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_RDWR;

import java.security.MessageDigest;
import java.util.HexFormat;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;

/// Writes one blob: first under a temporary name, then, when all of it is there and its checksum is right, under its own.
/// Nobody ever sees half a blob under its own name, whatever happens in between.
///
/// While it is written the file is locked, so that a second learnc that wants the same blob waits, and then finds it done.
public final class BlobWriter implements AutoCloseable {

    private static final int LOCK_EX = 2;
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Kernel kernel;
    private final ImageStore store;
    private final String temporaryPath;
    private final MessageDigest hash;
    private final boolean isKept;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int file;
    private int buffered;
    private long sizeBytes;
    private boolean isSettled;

    private BlobWriter(Kernel kernel, ImageStore store, String temporaryPath, MessageDigest hash, boolean isKept) {
        this.kernel = kernel;
        this.store = store;
        this.temporaryPath = temporaryPath;
        this.hash = hash;
        this.isKept = isKept;
    }

    /// Opens a temporary file and takes up what an interrupted write has left in it.
    ///
    /// @param isKept whether what is not finished stays, for the next attempt
    static BlobWriter open(Kernel kernel, ImageStore store, String temporaryPath, MessageDigest hash, boolean isKept) {
        var writer = new BlobWriter(kernel, store, temporaryPath, hash, isKept);
        writer.open();
        return writer;
    }

    @Why(call = "close", value = "Closes a file that another learnc has finished meanwhile.", without = "It would stay open until learnc ends.")
    private void open() {
        openAndLock();
        while (!hasItsNameStill()) {
            kernel.close(file);
            openAndLock();
        }
        takeUp();
    }

    @Why(call = "openat", value = "Opens a temporary file for a part of the image; what an interrupted download has left in it is taken up.",
            without = "Every interrupted download would begin again from its first byte.")
    @Why(call = "flock", value = "Lets only one learnc at a time write this part; a second one waits and then finds it done.",
            without = "Two that pull the same image would write into each other's file.")
    private void openAndLock() {
        file = kernel.openat(AT_FDCWD, temporaryPath, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        kernel.flock(file, LOCK_EX);
    }

    /// While we waited for the lock, the one who had it may have finished the file or thrown it away.
    @Why(call = "statx", value = "Makes sure that the locked file is still the one with this name: while waiting, its writer may have finished it.",
            without = "learnc would write into a file that nobody can find any more.")
    @Refused(errno = Errno.ENOENT, call = "statx", because = "the one who had the lock has finished the file; it is opened anew", remedy = "")
    private boolean hasItsNameStill() {
        try {
            return kernel.statx(AT_FDCWD, temporaryPath, 0).inode() == kernel.statx(file, "", AT_EMPTY_PATH).inode();
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return false;
            }
            throw refusal;
        }
    }

    @Why(call = "read", value = "Reads what an earlier attempt has left, because it counts for the checksum.",
            without = "The checksum would be wrong, and the download begin again.")
    private void takeUp() {
        for (int count = kernel.read(file, buffer); count > 0; count = kernel.read(file, buffer)) {
            hash.update(buffer, 0, count);
            sizeBytes += count;
        }
    }

    /// How much of the blob has been written, by this or an earlier attempt.
    public long sizeBytes() {
        return sizeBytes;
    }

    /// Adds to the blob.
    public void write(byte[] content, int from, int length) {
        hash.update(content, from, length);
        sizeBytes += length;
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, BUFFER_BYTES - buffered);
            System.arraycopy(content, from + done, buffer, buffered, count);
            buffered += count;
            done += count;
            if (buffered == BUFFER_BYTES) {
                flush();
            }
        }
    }

    @Why(call = "write", value = "Writes a piece of the image to the disk.", without = "The part would be empty, and its checksum wrong.")
    @Refused(errno = Errno.ENOSPC, call = "write", because = "the disk is full",
            remedy = "`learnc rmi` of images that you do not need, or a larger disk for --root")
    private void flush() {
        WholeFile.writeAll(kernel, file, buffer, buffered);
        buffered = 0;
    }

    /// Forgets what has been written so far: the next write is the first.
    @Why(call = "ftruncate", value = "Empties the file: what was written so far does not count.",
            without = "The content would begin with what somebody else has left there, and its checksum be wrong.")
    @Why(call = "lseek", value = "Goes back to the file's start.", without = "The file would begin with a hole.")
    public void startAgain() {
        buffered = 0;
        sizeBytes = 0;
        hash.reset();
        kernel.ftruncate(file, 0);
        kernel.lseek(file, 0, 0);
    }

    /// The blob is complete; it gets the name of its content.
    ///
    /// @return that name
    public Digest finish() {
        return settle(new Digest("sha256", HexFormat.of().formatHex(hash.digest())));
    }

    /// The blob is complete and should have this name.
    ///
    /// @throws Failure when its content has another checksum; then it is gone
    public void finish(Digest expected) {
        String hex = HexFormat.of().formatHex(hash.digest());
        if (!hex.equals(expected.hex())) {
            discard();
            throw new Failure("the content does not match its digest, so it is not used.\n  expected: " + expected
                    + "\n  received: " + expected.algorithm() + ":" + hex
                    + "\n  try: again; if it stays so, the source is damaged or somebody has changed it");
        }
        settle(expected);
    }

    /// The order matters: content on the disk, then the name. A blob that has its name is complete even after a power cut.
    @Why(call = "fsync", value = "Waits until the content is on the disk, before it gets its name.",
            without = "After a power cut a part could have its name and no content, and every container of this image would fail.")
    @Why(call = "renameat2", value = "Gives the part its name, the checksum of its content, in a single step.",
            without = "Somebody could find half of a part under the name of the whole.")
    private Digest settle(Digest digest) {
        flush();
        kernel.fsync(file);
        kernel.renameat2(AT_FDCWD, temporaryPath, AT_FDCWD, store.blobPath(digest), 0);
        isSettled = true;
        return digest;
    }

    /// Throws away what has been written.
    @Why(call = "unlinkat", value = "Throws away what was written, because its checksum is wrong or nobody wants it.",
            without = "A part that is damaged, or was exchanged by somebody, could be used later.")
    public void discard() {
        if (!isSettled) {
            buffered = 0;
            kernel.unlinkat(AT_FDCWD, temporaryPath, 0);
            isSettled = true;
        }
    }

    /// Closes the file. What is not finished stays for the next attempt if the blob's name is known, and is gone if not.
    @Override
    public void close() {
        try {
            if (!isSettled && isKept) {
                flush();
            } else {
                discard();
            }
        } finally {
            kernel.close(file);
        }
    }
}
