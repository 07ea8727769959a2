package learnc.runtime.kernel;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The words of the kernel's constants, collected from where the constants stand: flags, commands, capabilities.
///
/// A trace holds only the names (`flags` of an argument), because what they mean does not change from call to call. Whoever
/// shows a trace asks here, once; so the names in a log of another program can be explained, too.
public final class Glossary {

    private static final List<Class<?>> CONSTANTS = List.of(MountFlags.class, OpenFlags.class, ProcessFlags.class, SocketFlags.class, MemoryCalls.class,
            OwnershipCalls.class, IoctlRequests.class, Capability.class);

    private static final Map<String, String> WORDS = read();

    private Glossary() {
    }

    /// What a constant means, or null for one that nobody has explained.
    public static String of(String name) {
        return WORDS.get(name);
    }

    /// Everything that is explained: name and meaning, in the order of the names.
    public static Map<String, String> all() {
        return WORDS;
    }

    private static Map<String, String> read() {
        var words = new TreeMap<String, String>();
        for (Class<?> constants : CONSTANTS) {
            for (Field field : constants.getDeclaredFields()) {
                Means means = field.getAnnotation(Means.class);
                if (means != null) {
                    words.put(field.getName(), means.value());
                }
            }
        }
        return Collections.unmodifiableMap(words);
    }
}
