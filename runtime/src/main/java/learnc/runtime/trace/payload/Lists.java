package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.Decoders.intAt;
import static learnc.runtime.kernel.Decoders.longAt;

import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Signal;

/// Arguments that point to several things, or to a number.
final class Lists {

    /// `struct epoll_event` is packed on x86-64 only.
    private static final int EVENT_DATA = Architecture.CURRENT == Architecture.X86_64 ? 4 : 8;
    private static final int EVENT_BYTES = EVENT_DATA + Long.BYTES;
    private static final int MOST_SHOWN = 32;
    private static final int MOST_COUNTED = 4096;
    private static final int CORE_DUMPED = 0x80;

    private final Constants constants;

    Lists(Constants constants) {
        this.constants = constants;
    }

    /// The meaning with this name, or null.
    Meaning meaning(String name) {
        return switch (name) {
            case "pollfds" -> Meaning.answer(Lists::poll);
            case "epoll-event" -> Meaning.pointer((glance, at) -> event(glance.structAt(glance.word(at), EVENT_BYTES), 0));
            case "epoll-events" -> Meaning.answer(this::events);
            case "iovec" -> Meaning.pointer((glance, at) -> vectors(glance, at, Long.MAX_VALUE));
            case "iovec-answer" -> Meaning.answer((glance, at) -> vectors(glance, at, glance.result()));
            case "entries" -> Meaning.answer(Lists::entries);
            case "cpus" -> Meaning.pointer((glance, at) -> processors(glance, at, glance.word(at - 1)));
            case "cpus-answer" -> Meaning.answer((glance, at) -> processors(glance, at, glance.result()));
            case "number-at" -> Meaning.answer(Lists::numberAt);
            case "wait-status" -> Meaning.answer(Lists::waitStatus);
            default -> null;
        };
    }

    /// `["sh", "-c", "true"]`
    String strings(Glance glance, int at) {
        var text = new StringBuilder("[");
        for (int i = 0; ; i++) {
            byte[] pointer = glance.structAt(glance.word(at) + (long) i * Long.BYTES, Long.BYTES);
            if (pointer == null) {
                return null;
            }
            if (longAt(pointer, 0) == 0) {
                return text.append(']').toString();
            }
            if (i == MOST_SHOWN) {
                return text.append(", ...]").toString();
            }
            text.append(i == 0 ? "" : ", ").append(glance.string(longAt(pointer, 0)));
        }
    }

    /// `0x7ffe… /* 12 vars */`
    String variables(Glance glance, int at) {
        if (glance.word(at) == 0) {
            return null;
        }
        int count = 0;
        byte[] pointer = glance.structAt(glance.word(at), Long.BYTES);
        while (pointer != null && longAt(pointer, 0) != 0 && count < MOST_COUNTED) {
            count++;
            pointer = glance.structAt(glance.word(at) + (long) count * Long.BYTES, Long.BYTES);
        }
        return Decoders.hexadecimal(glance.word(at)) + " /* " + count + (count == 1 ? " var */" : " vars */");
    }

    String oneInt(Glance glance, int at) {
        byte[] bytes = glance.struct(at, Integer.BYTES);
        return bytes == null ? null : "[" + intAt(bytes, 0) + "]";
    }

    private static String numberAt(Glance glance, int at) {
        byte[] bytes = glance.struct(at, Integer.BYTES);
        return bytes == null ? null : "[" + intAt(bytes, 0) + "]";
    }

    private static String poll(Glance glance, int at) {
        long count = glance.word(at + 1);
        byte[] bytes = count < 0 || count > MOST_SHOWN ? null : glance.struct(at, (int) count * Long.BYTES);
        return bytes == null ? null : Decoders.pollAnswers(bytes);
    }

    private String events(Glance glance, int at) {
        int count = (int) Math.min(glance.result(), MOST_SHOWN);
        byte[] bytes = glance.struct(at, count * EVENT_BYTES);
        if (bytes == null) {
            return null;
        }
        var text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(event(bytes, i * EVENT_BYTES));
        }
        return text.append(']').toString();
    }

    private String event(byte[] bytes, int at) {
        return bytes == null ? null : "{events=" + constants.names("epoll").apply(Integer.toUnsignedLong(intAt(bytes, at))) + ", data={u32="
                + Integer.toUnsignedString(intAt(bytes, at + EVENT_DATA)) + ", u64=" + Long.toUnsignedString(longAt(bytes, at + EVENT_DATA)) + "}}";
    }

    private static String vectors(Glance glance, int at, long bytes) {
        int count = Math.min(Math.max(glance.half(at + 1), 0), MOST_SHOWN);
        byte[] table = glance.struct(at, count * 16);
        if (table == null) {
            return null;
        }
        var text = new StringBuilder("[");
        long left = bytes;
        for (int i = 0; i < count; i++) {
            long length = longAt(table, i * 16 + 8);
            String base = glance.buffer(longAt(table, i * 16), Math.min(length, left));
            text.append(i == 0 ? "" : ", ").append("{iov_base=").append(base == null ? Decoders.hexadecimal(longAt(table, i * 16)) : base).append(", iov_len=")
                    .append(length).append('}');
            left -= Math.min(length, left);
        }
        return text.append(']').toString();
    }

    private static String entries(Glance glance, int at) {
        byte[] bytes = glance.struct(at, (int) glance.result());
        if (bytes == null) {
            return null;
        }
        int count = 0;
        for (int i = 0; i + 18 < bytes.length; count++) {
            i += Math.max(1, intAt(bytes, i + 16) & 0xFFFF);
        }
        return Decoders.hexadecimal(glance.word(at)) + " /* " + count + " entries */";
    }

    private static String processors(Glance glance, int at, long length) {
        byte[] mask = length < 0 || length > MOST_COUNTED ? null : glance.struct(at, (int) length);
        if (mask == null) {
            return null;
        }
        var text = new StringBuilder("[");
        for (int processor = 0; processor < mask.length * Byte.SIZE; processor++) {
            if ((mask[processor / Byte.SIZE] >> processor % Byte.SIZE & 1) != 0) {
                text.append(text.length() == 1 ? "" : " ").append(processor);
            }
        }
        return text.append(']').toString();
    }

    private static String waitStatus(Glance glance, int at) {
        byte[] bytes = glance.result() == 0 ? null : glance.struct(at, Integer.BYTES);
        if (bytes == null) {
            return null;
        }
        int status = intAt(bytes, 0);
        int signal = status & 0x7F;
        if (signal == 0) {
            return "[{WIFEXITED(s) && WEXITSTATUS(s) == " + (status >>> 8 & 0xFF) + "}]";
        }
        if (signal == 0x7F) {
            return status == 0xFFFF ? "[{WIFCONTINUED(s)}]" : "[{WIFSTOPPED(s) && WSTOPSIG(s) == " + Signal.decoded(status >>> 8 & 0xFF) + "}]";
        }
        return "[{WIFSIGNALED(s) && WTERMSIG(s) == " + Signal.decoded(signal) + ((status & CORE_DUMPED) != 0 ? " && WCOREDUMP(s)" : "") + "}]";
    }
}
