package learnc.runtime.own;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import learnc.runtime.spec.Failure;

/// One file of Java, compiled in memory. A file without a class is a compact one, as `void main()` made them known; it need not
/// have a `main` here.
///
/// @param path where it is, for messages
/// @param text what is in it
/// @param ready its classes, each by its name, if somebody has compiled it before; else none
public record Source(String path, String text, Map<String, byte[]> ready) {

    private static final String NO_MAIN = "compiler.err.implicit.class.does.not.have.main.method";
    // Behind the last line, so that every line keeps its number.
    private static final String MAIN = " void main() { }";

    /// A file that nobody has compiled.
    public Source(String path, String text) {
        this(path, text, Map.of());
    }

    /// Compiles it against learnc's own classes.
    ///
    /// @return its class: the only one, or the one that the file is named after
    /// @throws Failure when it does not compile, with the line of each error
    public Class<?> compiled() {
        return new Loader(classes()).its(className());
    }

    /// What the compiler makes of it, or has made: the bytes of each class, by its name. No code of the file is run.
    ///
    /// @throws Failure when it does not compile, with the line of each error
    public Map<String, byte[]> classes() {
        if (!ready.isEmpty()) {
            return ready;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new Failure("this Java has no compiler\n  likely because: it is a JRE\n  try: a JDK, and LEARNC_JAVA_HOME=its folder");
        }
        var errors = new DiagnosticCollector<JavaFileObject>();
        var classes = new Classes(compiler.getStandardFileManager(errors, Locale.ROOT, StandardCharsets.UTF_8));
        var crash = new StringWriter();
        if (!compiles(compiler, classes, errors, crash, text)) {
            throw refusal(errors.getDiagnostics(), crash.toString());
        }
        var bytes = new TreeMap<String, byte[]>();
        classes.written.forEach((name, written) -> bytes.put(name, written.toByteArray()));
        return bytes;
    }

    private boolean compiles(JavaCompiler compiler, Classes classes, DiagnosticCollector<JavaFileObject> errors, Writer crash, String its) {
        var again = new DiagnosticCollector<JavaFileObject>();
        if (task(compiler, classes, again, crash, its)) {
            return true;
        }
        if (its.equals(text) && again.getDiagnostics().stream().anyMatch(error -> error.getCode().equals(NO_MAIN))) {
            return compiles(compiler, classes, errors, crash, text + MAIN);
        }
        again.getDiagnostics().forEach(errors::report);
        return false;
    }

    private boolean task(JavaCompiler compiler, Classes classes, DiagnosticCollector<JavaFileObject> errors, Writer crash, String its) {
        List<String> options = List.of("-proc:none", "-g", "-parameters", "-Xlint:none", "-classpath", System.getProperty("java.class.path"));
        return compiler.getTask(crash, classes, errors, options, null, List.of(new Text(className(), its))).call();
    }

    /// The name of the class that it is named after.
    public String className() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(".java") ? file.substring(0, file.length() - ".java".length()) : file;
    }

    /// @param crash what the compiler says when a text is too much for it: more memory or depth than there is
    private Failure refusal(List<Diagnostic<? extends JavaFileObject>> diagnostics, String crash) {
        var lines = new ArrayList<String>();
        crash.lines().filter(line -> line.contains("Error")).findFirst().ifPresent(line -> lines.add("the compiler cannot cope with it: " + line));
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                lines.add(path + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT).replace("\n", "\n    "));
                text.lines().skip(Math.max(0, diagnostic.getLineNumber() - 1)).findFirst().ifPresent(line -> lines.add("    | " + line));
            }
        }
        return new Failure(path + " does not compile\n" + String.join("\n", lines));
    }

    /// The text, as the compiler wants to be given it.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String className, String text) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// Takes what the compiler writes.
    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Classes(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(name, bytes);
                    return bytes;
                }
            };
        }
    }

    /// Hands over what was compiled.
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Source.class.getClassLoader());
            this.classes = classes;
        }

        Class<?> its(String name) {
            String first = classes.containsKey(name) ? name : classes.keySet().stream().filter(other -> !other.contains("$")).sorted().findFirst().orElseThrow(
                    () -> new Failure(name + ".java has no class and no method in it"));
            return find(first);
        }

        private Class<?> find(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
