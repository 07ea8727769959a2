package learnc.runtime.image.shell;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.KernelText;

/// A program or library as the linker wrote it, as far as it says what else it needs: the program headers and the dynamic
/// section of a 64-bit little-endian ELF file (elf(5)).
final class ElfFile {

    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    /// How long the beginning is that every such file has.
    static final int HEADER_BYTES = 64;

    private static final int MACHINE_AT = 18;
    private static final int HEADERS_AT = 32;
    private static final int HEADER_SIZE_AT = 54;
    private static final int HEADER_COUNT_AT = 56;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;

    private static final int DT_NULL = 0;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;

    private final ByteBuffer file;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();

    /// One program header.
    private record Segment(int type, long offset, long address, long length) {
    }

    /// One entry of the dynamic section.
    private record Tag(long type, long value) {
    }

    /// @param content of a file for which [#isElf] holds
    ElfFile(byte[] content) {
        file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        readSegments();
        readTags();
    }

    /// Whether this is a 64-bit ELF file.
    static boolean isElf(byte[] content) {
        return content.length >= HEADER_BYTES && ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == MAGIC
                && content[4] == CLASS_64 && content[5] == LITTLE_ENDIAN;
    }

    /// The number of the processor's architecture: 62 for x86-64, 183 for arm64.
    int machine() {
        return machine(file.array());
    }

    /// The same, of the beginning of a file for which [#isElf] holds.
    static int machine(byte[] beginning) {
        return ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE_AT);
    }

    /// The path of the loader that starts this program; null for a static program and for most libraries.
    String interpreter() {
        for (Segment segment : segments) {
            if (segment.type == PT_INTERP) {
                return text((int) segment.offset);
            }
        }
        return null;
    }

    /// The libraries that it wants, by name, in the order in which they are loaded.
    List<String> needed() {
        return texts(DT_NEEDED);
    }

    /// Directories to look in first, where `$ORIGIN` stands for the directory of this file.
    List<String> searchPaths() {
        List<String> runpath = texts(DT_RUNPATH);
        var paths = new ArrayList<String>();
        for (String list : runpath.isEmpty() ? texts(DT_RPATH) : runpath) {
            paths.addAll(List.of(list.split(":")));
        }
        return paths;
    }

    private void readSegments() {
        long start = file.getLong(HEADERS_AT);
        int size = file.getShort(HEADER_SIZE_AT);
        for (int i = 0; i < file.getShort(HEADER_COUNT_AT); i++) {
            int at = (int) start + i * size;
            segments.add(new Segment(file.getInt(at), file.getLong(at + 8), file.getLong(at + 16), file.getLong(at + 32)));
        }
    }

    private void readTags() {
        for (Segment segment : segments) {
            if (segment.type == PT_DYNAMIC) {
                readTags((int) segment.offset, (int) (segment.offset + segment.length));
            }
        }
    }

    private void readTags(int from, int end) {
        for (int at = from; at < end && file.getLong(at) != DT_NULL; at += 16) {
            tags.add(new Tag(file.getLong(at), file.getLong(at + 8)));
        }
    }

    private List<String> texts(int type) {
        var texts = new ArrayList<String>();
        for (Tag tag : tags) {
            if (tag.type == type) {
                texts.add(text(strings() + (int) tag.value));
            }
        }
        return texts;
    }

    private int strings() {
        for (Tag tag : tags) {
            if (tag.type == DT_STRTAB) {
                return offset(tag.value);
            }
        }
        throw new IllegalArgumentException("an ELF file without a table of strings");
    }

    /// Where in the file that is, what will be at this address in memory.
    private int offset(long address) {
        for (Segment segment : segments) {
            if (segment.type == PT_LOAD && address >= segment.address && address < segment.address + segment.length) {
                return (int) (address - segment.address + segment.offset);
            }
        }
        throw new IllegalArgumentException("an ELF file that points outside of itself");
    }

    private String text(int at) {
        int end = at;
        while (file.get(end) != 0) {
            end++;
        }
        return KernelText.text(file.array(), at, end - at);
    }
}
