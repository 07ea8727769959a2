package learnc.runtime.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// Turns the parser's tokens into maps and lists. Strict where a lenient reader could be led astray: no member twice, nothing behind the end.
final class JsonReader {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEEPEST = 64;

    private final String what;

    JsonReader(String what) {
        this.what = what;
    }

    JsonObject read(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw broken("it is no JSON object");
            }
            Map<String, Object> members = object(parser, 1);
            if (parser.nextToken() != null) {
                throw broken("something follows its end");
            }
            return new JsonObject(members, what);
        } catch (StreamReadException failure) {
            throw broken(Shown.shortened(failure.getOriginalMessage()) + " (line " + failure.getLocation().getLineNr() + ")");
        } catch (IOException failure) {
            throw broken(Shown.shortened(String.valueOf(failure.getMessage())));
        }
    }

    private Map<String, Object> object(JsonParser parser, int depth) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.containsKey(name)) {
                throw broken("it has '" + Shown.shortened(name) + "' twice");
            }
            members.put(name, value(parser, depth));
        }
        return members;
    }

    private List<Object> list(JsonParser parser, int depth) throws IOException {
        var elements = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth));
        }
        return elements;
    }

    private Object value(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw broken("it goes deeper than " + DEEPEST + " levels");
        }
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw broken("it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> list(parser, depth + 1);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw broken("it ends too early");
        };
    }

    private Failure broken(String why) {
        return new Failure(what + " cannot be read: " + why + ".");
    }
}
