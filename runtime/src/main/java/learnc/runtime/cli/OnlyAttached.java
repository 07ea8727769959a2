package learnc.runtime.cli;

import java.util.Map;
import java.util.Stack;

import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// An option whose value must be attached with `=`, as in `--trace=FILE`. Without one its value is empty, and the next word is
/// left alone: in `learnc run --trace alpine`, alpine is the image.
final class OnlyAttached implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (!"=".equals(info.get("separator"))) {
            words.push("");
        }
        return false;
    }
}
