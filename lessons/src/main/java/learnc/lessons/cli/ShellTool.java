package learnc.lessons.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import jdk.jshell.tool.JavaShellToolBuilder;

/// The JDK's jshell tool with `/help learnc`, and with our sources, out of which it shows documentation while one types.
///
/// The JDK has no public way to add either, so this reaches into it; the launcher opens the two packages. Where they are closed,
/// or look different in a newer JDK, the tool starts as it is.
final class ShellTool {

    private static final String TOOL = "jdk.internal.jshell.tool.";
    private static final String SUBJECT = "learnc";
    private static final List<String> SOURCES = List.of("runtime/src/main/java", "lessons/src/main/java");

    private final Path home;

    /// @param home learnc's folder
    ShellTool(Path home) {
        this.home = home;
    }

    /// Runs the tool until its user leaves it.
    ///
    /// @param words its own arguments
    /// @return its exit code
    int run(String... words) throws Exception {
        Object tool = withHelp();
        // The JDK's sources, where it has brought them, must stay open as long as the tool runs.
        try (FileSystem zip = sourcesOfJdk()) {
            showSources(zip);
            return tool == null ? JavaShellToolBuilder.builder().start(words) : (int) method(tool.getClass(), "start", String[].class).invoke(tool, (Object) words);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof Exception failure ? failure : thrown;
        } finally {
            // The JDK's field belongs to the class: nothing of ours may stay in it.
            showNoSources();
        }
    }

    private static Object withHelp() {
        try {
            Object tool = method(Class.forName(TOOL + "JShellToolBuilder"), "rawTool").invoke(constructor(Class.forName(TOOL + "JShellToolBuilder")).newInstance());
            Class<?> kinds = Class.forName(TOOL + "JShellTool$CommandKind");
            Class<?> command = Class.forName(TOOL + "JShellTool$Command");
            Object subject = constructor(command, String.class, String.class, kinds).newInstance(SUBJECT, "help." + SUBJECT, field(kinds, "HELP_SUBJECT").get(null));
            method(tool.getClass(), "registerCommand", command).invoke(tool, subject);
            // The tool reads its texts when it needs the first one.
            method(tool.getClass(), "getResourceString", String.class).invoke(tool, "help.intro");
            Field texts = field(tool.getClass(), "outputRB");
            texts.set(tool, new Texts((ResourceBundle) texts.get(tool)));
            return tool;
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            return null;
        }
    }

    private static FileSystem sourcesOfJdk() throws IOException {
        Path zip = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return Files.isReadable(zip) ? FileSystems.newFileSystem(zip, Map.of()) : null;
    }

    private void showSources(FileSystem jdk) throws IOException {
        var folders = new ArrayList<>(SOURCES.stream().map(home::resolve).filter(Files::isDirectory).toList());
        if (jdk != null) {
            try (Stream<Path> modules = Files.list(jdk.getPath("/"))) {
                modules.filter(Files::isDirectory).forEach(folders::add);
            }
        }
        show(List.copyOf(folders));
    }

    private static void showNoSources() {
        show(null);
    }

    private static void show(List<Path> folders) {
        try {
            field(Class.forName("jdk.jshell.SourceCodeAnalysisImpl"), "availableSourcesOverride").set(null, folders);
        } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
            // Documentation of the JDK's own classes is shown even so.
        }
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>... parameters) throws NoSuchMethodException {
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return constructor;
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /// The tool's texts, and ours.
    private static final class Texts extends ResourceBundle {

        Texts(ResourceBundle tools) {
            setParent(tools);
        }

        @Override
        protected Object handleGetObject(String key) {
            return switch (key) {
                case "help.learnc" -> help();
                case "help.learnc.summary" -> "what learnc adds: system calls, processes, tables, traces";
                case "help.learnc.args" -> "";
                default -> null;
            };
        }

        private static String help() {
            try (InputStream text = ShellTool.class.getResourceAsStream("jshell-help.txt")) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public Enumeration<String> getKeys() {
            return parent.getKeys();
        }
    }
}
