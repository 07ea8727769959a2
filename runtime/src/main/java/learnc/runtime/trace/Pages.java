package learnc.runtime.trace;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Manual;

/// The manual page of each system call, as it stands beside the method that makes it.
final class Pages {

    private static final Map<String, String> PAGES = read();

    private Pages() {
    }

    /// The page of a system call, as `mount(2)`.
    static String of(String systemCall) {
        return PAGES.getOrDefault(key(systemCall), systemCall + "(2)");
    }

    /// A page as a command, as `man 2 mount`.
    static String command(String page) {
        int section = page.indexOf('(');
        return section < 0 ? "man " + page : "man " + page.substring(section + 1, page.length() - 1) + " " + page.substring(0, section);
    }

    private static Map<String, String> read() {
        var pages = new HashMap<String, String>();
        for (Method method : Kernel.class.getMethods()) {
            Manual manual = method.getAnnotation(Manual.class);
            if (manual != null) {
                pages.put(key(method.getName()), manual.value());
            }
        }
        return pages;
    }

    /// `pivot_root` and `pivotRoot` are the same.
    private static String key(String name) {
        return name.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    }
}
