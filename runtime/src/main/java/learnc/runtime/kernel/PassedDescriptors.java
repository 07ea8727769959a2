package learnc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// How open files travel from one process to another: in a control message beside the data (unix(7), `SCM_RIGHTS`; cmsg(3)).
///
/// The kernel opens nothing and closes nothing. The receiver gets numbers of its own for the same open files.
public final class PassedDescriptors {

    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int HEADER_BYTES = 16;

    private PassedDescriptors() {
    }

    /// The length of a message with so many descriptors, in bytes.
    static int length(int count) {
        return HEADER_BYTES + count * Integer.BYTES;
    }

    /// The message: `struct cmsghdr` and the descriptors.
    static byte[] message(int... descriptors) {
        var message = ByteBuffer.allocate(length(descriptors.length)).order(ByteOrder.nativeOrder());
        message.putLong(message.capacity()).putInt(SOL_SOCKET).putInt(SCM_RIGHTS);
        for (int descriptor : descriptors) {
            message.putInt(descriptor);
        }
        return message.array();
    }

    /// The descriptors in a message; none in one that the kernel has left empty.
    public static int[] in(byte[] message) {
        int end = (int) Decoders.longAt(message, 0);
        var descriptors = new int[Math.max(0, (end - HEADER_BYTES) / Integer.BYTES)];
        Arrays.setAll(descriptors, i -> Decoders.intAt(message, HEADER_BYTES + i * Integer.BYTES));
        return descriptors;
    }

    /// `[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[3, 4]}]`.
    static String decoded(byte[] message) {
        return "[{cmsg_len=" + Decoders.longAt(message, 0) + ", cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=" + Arrays.toString(in(message)) + "}]";
    }
}
