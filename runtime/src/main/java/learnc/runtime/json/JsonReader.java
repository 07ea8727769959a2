package learnc.runtime.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// Turns the parser's tokens into maps and lists. Strict where a lenient reader could be led astray: no member twice, nothing behind the end.
final class JsonReader {

    /// The strictest one refuses half a surrogate pair, too: but that is how a byte reads that is no UTF-8 (see `KernelText`).
    private static final Strictness STRICTNESS = Strictness.LEGACY_STRICT;
    private static final int DEEPEST = 64;

    private final String what;

    JsonReader(String what) {
        this.what = what;
    }

    JsonObject read(byte[] text) {
        try (var parser = new com.google.gson.stream.JsonReader(new StringReader(characters(text)))) {
            parser.setStrictness(STRICTNESS);
            if (parser.peek() != JsonToken.BEGIN_OBJECT) {
                throw broken("it is no JSON object");
            }
            Map<String, Object> members = object(parser, 1);
            if (parser.peek() != JsonToken.END_DOCUMENT) {
                throw broken("something follows its end");
            }
            return new JsonObject(members, what);
        } catch (CharacterCodingException failure) {
            throw broken("it is not in UTF-8");
        } catch (EOFException failure) {
            throw broken("it ends too early");
        } catch (MalformedJsonException failure) {
            throw broken(firstLine(failure));
        } catch (NumberFormatException failure) {
            throw broken("a number in it is too large");
        } catch (IOException failure) {
            throw broken(Shown.shortened(String.valueOf(failure.getMessage())));
        }
    }

    private static String characters(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    /// The second one is an address on the web.
    private static String firstLine(MalformedJsonException failure) {
        return Shown.shortened(failure.getMessage().lines().findFirst().orElse(""));
    }

    private Map<String, Object> object(com.google.gson.stream.JsonReader parser, int depth) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        parser.beginObject();
        while (parser.hasNext()) {
            String name = parser.nextName();
            if (members.containsKey(name)) {
                throw broken("it has '" + Shown.shortened(name) + "' twice");
            }
            members.put(name, value(parser, depth));
        }
        parser.endObject();
        return members;
    }

    private List<Object> list(com.google.gson.stream.JsonReader parser, int depth) throws IOException {
        var elements = new ArrayList<Object>();
        parser.beginArray();
        while (parser.hasNext()) {
            elements.add(value(parser, depth));
        }
        parser.endArray();
        return elements;
    }

    private Object value(com.google.gson.stream.JsonReader parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw broken("it goes deeper than " + DEEPEST + " levels");
        }
        return switch (parser.peek()) {
            case BEGIN_OBJECT -> object(parser, depth + 1);
            case BEGIN_ARRAY -> list(parser, depth + 1);
            case STRING -> parser.nextString();
            case NUMBER -> number(parser.nextString());
            case BOOLEAN -> parser.nextBoolean();
            case NULL -> {
                parser.nextNull();
                yield null;
            }
            default -> throw broken("it ends too early");
        };
    }

    private static Number number(String digits) {
        boolean isWhole = digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
        return isWhole ? (Number) Long.valueOf(digits) : Double.valueOf(digits);
    }

    private Failure broken(String why) {
        return new Failure(what + " cannot be read: " + why + ".");
    }
}
