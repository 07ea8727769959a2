package learnc.lessons.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/// The W3C's checker of HTML, with the class path of its own that the build has put together.
public final class HtmlChecker {

    private static final String SCHEMA = "http://s.validator.nu/html5-rdfalite.rnc";

    private final Object validator;
    private final List<String> complaints = new ArrayList<>();

    public HtmlChecker() throws IOException, ReflectiveOperationException {
        try (Stream<Path> jars = Files.list(Path.of("target/html-checker"))) {
            URL[] path = jars.map(HtmlChecker::address).toArray(URL[]::new);
            Class<?> type = new URLClassLoader(path, ClassLoader.getPlatformClassLoader()).loadClass("nu.validator.validation.SimpleDocumentValidator");
            validator = type.getConstructor(boolean.class, boolean.class, boolean.class).newInstance(true, false, false);
            type.getMethod("setUpMainSchema", String.class, ErrorHandler.class).invoke(validator, SCHEMA, handler());
            type.getMethod("setUpValidatorAndParsers", ErrorHandler.class, boolean.class, boolean.class).invoke(validator, handler(), false, false);
        }
    }

    private static URL address(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What it has to say about a page.
    public List<String> complaints(String name, byte[] html) throws ReflectiveOperationException {
        complaints.clear();
        var source = new InputSource(new ByteArrayInputStream(html));
        source.setEncoding(StandardCharsets.UTF_8.name());
        source.setSystemId("file:///" + name);
        validator.getClass().getMethod("checkHtmlInputSource", InputSource.class).invoke(validator, source);
        return List.copyOf(complaints);
    }

    private ErrorHandler handler() {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException complaint) {
                error(complaint);
            }

            @Override
            public void error(SAXParseException complaint) {
                complaints.add("line " + complaint.getLineNumber() + ": " + complaint.getMessage());
            }

            @Override
            public void fatalError(SAXParseException complaint) {
                error(complaint);
            }
        };
    }
}
