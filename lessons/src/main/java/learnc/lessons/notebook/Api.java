package learnc.lessons.notebook;

import java.util.List;

import learnc.runtime.json.JsonObject;

/// What a page may ask and have done, in the words of HTTP.
///
///     GET  api/lessons
///     GET  api/lesson/NAME           also …/variables, …/history, …/diff, …/export/FORMAT
///     POST api/lesson/NAME/run       and edit, cancel, interrupt, kill, restart, reset, insert, move, delete, undelete, predict, complete,
///                                    documentation, diagnose
final class Api {

    private final Desk desk;

    Api(Desk desk) {
        this.desk = desk;
    }

    /// Answers a question.
    ///
    /// @param words of the path behind `api/`
    /// @return JSON
    /// @param cell  that the question is about, or null
    String get(List<String> words, String cell) {
        if (words.equals(List.of("lessons"))) {
            return desk.json();
        }
        Notebook notebook = notebook(words);
        return switch (words.size() == 2 ? "" : words.get(2)) {
            case "" -> notebook.json();
            case "variables" -> notebook.questions().variables();
            case "diff" -> notebook.difference(cell);
            case "history" -> Json.object(json -> notebook.history().write(json));
            default -> throw nothing(words);
        };
    }

    /// A file to take away: `api/lesson/NAME/export/FORMAT`.
    Download download(List<String> words) {
        return desk.notebook(words.get(1)).download(words.get(3));
    }

    private Notebook notebook(List<String> words) {
        if (words.size() < 2 || words.size() > 3 || !words.getFirst().equals("lesson")) {
            throw nothing(words);
        }
        return desk.notebook(words.get(1));
    }

    private static Refusal nothing(List<String> words) {
        return new Refusal(Refusal.NOT_FOUND, "there is nothing at api/" + String.join("/", words));
    }

    /// Does something.
    ///
    /// @param words of the path behind `api/`
    /// @param body  what was sent
    /// @return JSON
    String post(List<String> words, JsonObject body) {
        Notebook notebook = notebook(words);
        String tab = body.text("tab");
        String cell = body.has("cell") ? body.text("cell") : null;
        switch (words.size() == 2 ? "" : words.get(2)) {
            case "edit" -> {
                long version = notebook.editing().edit(needed(cell, "cell"), text(body, "source"), body.number("version"), tab);
                return Json.object(json -> json.writeNumberField("version", version));
            }
            case "reset" -> {
                if (cell != null) {
                    return notebook.editing().reset(cell, tab);
                }
                notebook.editing().resetAll();
            }
            case "insert" -> {
                return notebook.editing().insert(body.has("after") ? body.text("after") : null, body.has("before") ? body.text("before") : null, body.text("kind"));
            }
            case "undelete" -> {
                return notebook.editing().undelete(cell);
            }
            case "predict" -> {
                return notebook.predict(needed(cell, "cell"), text(body, "answer"));
            }
            case "complete" -> {
                return notebook.questions().complete(text(body, "source"), place(body));
            }
            case "documentation" -> {
                return notebook.questions().documentation(text(body, "source"), place(body));
            }
            case "diagnose" -> {
                return notebook.diagnose(needed(cell, "cell"), text(body, "source"));
            }
            case "delete" -> notebook.editing().delete(needed(cell, "cell"));
            case "move" -> notebook.editing().move(needed(cell, "cell"), body.number("by"));
            case "run" -> notebook.run(body.texts("cells"));
            case "cancel" -> notebook.runner().cancel();
            case "interrupt" -> notebook.runner().interrupt();
            case "kill", "restart" -> notebook.runner().kill();
            default -> throw nothing(words);
        }
        return "{}";
    }

    private static String text(JsonObject body, String name) {
        return needed(body.has(name) ? body.text(name) : null, name);
    }

    private static int place(JsonObject body) {
        return (int) Math.clamp(body.number("position"), 0, text(body, "source").length());
    }

    private static String needed(String text, String name) {
        if (text == null) {
            throw new Refusal(Refusal.BAD_REQUEST, "'" + name + "' is missing");
        }
        return text;
    }
}
