package learnc.viewer.page;

import java.util.Map;

import learnc.runtime.kernel.Glossary;

/// The words that stand beside the kernel's constants in learnc's code, as a module of the page: so they are written once.
final class GlossaryModule {

    /// Its name among the page's files.
    static final String NAME = "words/glossary.js";

    private GlossaryModule() {
    }

    static String text() {
        var text = new StringBuilder("// Made of the @Means in learnc's code.\n\nexport const GLOSSARY = {\n");
        for (Map.Entry<String, String> word : Glossary.all().entrySet()) {
            text.append("  ").append(word.getKey()).append(": ").append(quoted(word.getValue())).append(",\n");
        }
        return text.append("};\n").toString();
    }

    private static String quoted(String words) {
        return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
