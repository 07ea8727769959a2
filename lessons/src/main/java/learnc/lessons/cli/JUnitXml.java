package learnc.lessons.cli;

import java.io.Writer;
import java.util.List;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import learnc.lessons.text.Lesson;

/// Results in the form that began with JUnit's Ant task and that every build server reads: a suite for a lesson, a case for a cell.
final class JUnitXml {

    private static final double NANOSECONDS = 1e9;

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(List<HeadlessRun.Result> results, Writer file) {
        try {
            new JUnitXml(XMLOutputFactory.newInstance().createXMLStreamWriter(file)).write(results);
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void write(List<HeadlessRun.Result> results) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (HeadlessRun.Result result : results) {
            suite(result);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void suite(HeadlessRun.Result result) throws XMLStreamException {
        Lesson lesson = result.copy().lesson();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", lesson.folder());
        xml.writeAttribute("tests", String.valueOf(result.tried().size()));
        xml.writeAttribute("failures", String.valueOf(result.faults()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", seconds(result.tried().stream().mapToLong(HeadlessRun.Tried::nanoseconds).sum()));
        xml.writeAttribute("timestamp", result.begun().toString());
        for (HeadlessRun.Tried tried : result.tried()) {
            testCase(lesson, tried);
        }
        xml.writeEndElement();
    }

    private void testCase(Lesson lesson, HeadlessRun.Tried tried) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", lesson.folder());
        xml.writeAttribute("name", tried.cell().id());
        xml.writeAttribute("time", seconds(tried.nanoseconds()));
        if (tried.fault() != null) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", legal(tried.fault().lines().findFirst().orElse("")));
            xml.writeCharacters(legal(lesson.file() + ":" + tried.cell().firstLine() + "\n" + tried.fault()));
            xml.writeEndElement();
        }
        if (!tried.output().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(tried.output()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.3f", nanoseconds / NANOSECONDS);
    }

    /// XML has no way to say most control characters, not even quoted.
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "�");
    }
}
