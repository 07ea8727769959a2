package learnc.lessons.render;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// The pictures that lie beside a lesson: SVG of our own, which becomes a part of the page, so that it takes the page's colours.
public final class Diagrams {

    private static final Set<String> TAGS = Set.of("svg", "title", "desc", "defs", "marker", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan");

    private final TreeMap<String, String> byName = new TreeMap<>();

    private Diagrams() {
    }

    /// Those in a folder; none, if it does not exist.
    public static Diagrams in(Path folder) {
        var diagrams = new Diagrams();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(file -> file.toString().endsWith(".svg")).toList()) {
                diagrams.byName.put(file.getFileName().toString(), Files.readString(file).strip());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return diagrams;
    }

    /// The picture of that name, or null.
    String svg(String name) {
        return byName.get(name);
    }

    /// What is wrong with them, in words: no text for those who cannot see them, something that acts or loads, ids that another
    /// picture on the same page may have too.
    public List<String> complaints() {
        var complaints = new ArrayList<String>();
        byName.forEach((name, svg) -> {
            try {
                Element root = parser().parse(new InputSource(new StringReader(svg))).getDocumentElement();
                complain(name.substring(0, name.length() - ".svg".length()), root, complaints);
            } catch (SAXException | IOException | ParserConfigurationException broken) {
                complaints.add(name + ": " + broken.getMessage());
            }
        });
        return complaints;
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
        return parser;
    }

    private static void complain(String name, Element root, List<String> complaints) {
        String labels = name + "-title " + name + "-desc";
        if (!root.getAttribute("role").equals("img") || !root.getAttribute("aria-labelledby").equals(labels) || root.getAttribute("viewBox").isEmpty()) {
            complaints.add(name + ".svg needs role=\"img\", aria-labelledby=\"" + labels + "\" and a viewBox");
        }
        var ids = new ArrayList<String>();
        NodeList all = root.getElementsByTagName("*");
        complainOfTag(name, root, ids, complaints);
        for (int i = 0; i < all.getLength(); i++) {
            complainOfTag(name, (Element) all.item(i), ids, complaints);
        }
        for (String label : labels.split(" ")) {
            if (!ids.contains(label)) {
                complaints.add(name + ".svg has nothing with the id " + label);
            }
        }
    }

    private static void complainOfTag(String name, Element tag, List<String> ids, List<String> complaints) {
        if (!TAGS.contains(tag.getTagName())) {
            complaints.add(name + ".svg: <" + tag.getTagName() + "> is not allowed");
        }
        NamedNodeMap attributes = tag.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            if (attribute.getName().equals("id")) {
                ids.add(attribute.getValue());
            }
            if (!isHarmless(name, attribute)) {
                complaints.add(name + ".svg: " + attribute.getName() + "=\"" + attribute.getValue() + "\" is not allowed");
            }
        }
    }

    private static boolean isHarmless(String name, Attr attribute) {
        String key = attribute.getName();
        String value = attribute.getValue();
        boolean isOwnId = !key.equals("id") || value.startsWith(name + "-");
        boolean isLoaded = key.endsWith("href") || value.contains("url(") && !value.startsWith("url(#" + name + "-");
        return isOwnId && !isLoaded && !key.startsWith("on") && !key.equals("style");
    }
}
