package learnc.viewer.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

import learnc.runtime.trace.step.Answer;

/// Reads what the page posts.
final class Answers {

    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {
    }

    /// @throws IllegalArgumentException when it is no answer
    static Answer read(byte[] content) {
        String word = "";
        long step = 0;
        try (JsonParser json = JSON.createParser(content)) {
            need(json.nextToken() == JsonToken.START_OBJECT);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "answer" -> word = json.getText();
                    case "step" -> step = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException garbage) {
            throw new IllegalArgumentException(garbage);
        }
        return answer(word, step);
    }

    private static Answer answer(String word, long step) {
        return switch (word) {
            case "next" -> new Answer.Next();
            case "stage" -> new Answer.NextStage();
            case "continue" -> new Answer.Continue();
            case "until" -> new Answer.Until(step);
            case "quit" -> new Answer.Quit();
            default -> throw new IllegalArgumentException("no answer: " + word);
        };
    }

    private static void need(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("no answer");
        }
    }
}
