package learnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class KernelInputTest {

    private final RecordingDoor door = new RecordingDoor();

    @Test
    void a_file_is_closed_once_however_often_the_stream_is() {
        var input = new KernelInput(new Kernel(door), "/layer");
        input.close();
        input.close();
        assertEquals("openat(dirfd=AT_FDCWD, pathname=\"/layer\", flags=O_RDONLY|O_CLOEXEC, mode=000)\nclose(fd=3)", door.text());
    }

    @Test
    void what_was_peeked_at_is_still_read() throws IOException {
        byte[] content = {1, 2, 3};
        boolean[] isRead = new boolean[1];
        door.answer(SystemCall.READ, call -> {
            System.arraycopy(content, 0, ((Argument.Room) call.arguments().get(1)).bytes(), 0, 3);
            int count = isRead[0] ? 0 : 3;
            isRead[0] = true;
            return count;
        });
        try (var input = new KernelInput(new Kernel(door), "/layer")) {
            assertEquals(2, input.peek(2).length);
            assertEquals(1, input.read());
            assertEquals(2, input.read(new byte[10], 0, 10));
            assertEquals(-1, input.read());
            assertEquals(-1, input.read(new byte[10], 0, 10));
        }
    }
}
