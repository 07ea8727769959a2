package learnc.runtime.trace.payload;

import static learnc.runtime.trace.payload.Meaning.answer;
import static learnc.runtime.trace.payload.Meaning.names;
import static learnc.runtime.trace.payload.Meaning.pointer;
import static learnc.runtime.trace.payload.Meaning.word;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Names;
import learnc.runtime.kernel.Signal;

/// Chooses how each argument reads: by what [MeaningTable] says about it, else by its C type.
final class Meanings {

    private final Map<String, String> told = new HashMap<>();
    private final Constants constants;
    private final Structs structs;
    private final Sockets sockets;
    private final Lists lists;
    private final Arguments arguments;

    Meanings(Constants constants) {
        this.constants = constants;
        this.structs = new Structs(constants);
        this.sockets = new Sockets(constants);
        this.lists = new Lists(constants);
        this.arguments = new Arguments(constants);
        for (String line : Signatures.lines(MeaningTable.TEXT)) {
            int blank = line.indexOf(' ');
            told.put(line.substring(0, blank), line.substring(blank + 1));
        }
    }

    /// How this parameter reads.
    Meaning of(String call, Parameter parameter, List<Parameter> all) {
        String meaning = told.get(call + "." + parameter.name());
        if (meaning == null && !(parameter.isPointer() && structs.has(parameter.target()))) {
            meaning = told.get("*." + parameter.name());
        }
        return meaning == null ? byType(parameter, all) : told(meaning, parameter);
    }

    private Meaning told(String meaning, Parameter parameter) {
        if (constants.has(meaning)) {
            return named(constants.names(meaning), parameter.isHalfWord(), constants.isValues(meaning));
        }
        if (structs.has(meaning)) {
            return structs.meaning(meaning, false);
        }
        return switch (meaning) {
            case "fd" -> new Meaning(false, (glance, at) -> glance.descriptor(glance.half(at)), Meaning.Kind.DESCRIPTOR);
            case "newfd" -> new Meaning(false, (glance, at) -> Decoders.descriptor(glance.half(at)), Meaning.Kind.DESCRIPTOR);
            case "address" -> word((glance, at) -> Decoders.hexadecimal(glance.word(at)));
            case "number" -> number(parameter);
            case "unsigned" -> word((glance, at) -> Integer.toUnsignedString(glance.half(at)));
            case "mode" -> word((glance, at) -> modeOf(glance.half(at)));
            case "signal" -> word((glance, at) -> Signal.decoded(glance.half(at)));
            case "open-bits" -> named(constants.bitsOnly("open"), true, false);
            case "socket-bits" -> named(constants.bitsOnly("socket"), true, false);
            case "filled" -> answer((glance, at) -> glance.buffer(glance.word(at), glance.result()));
            case "filled-text" -> answer((glance, at) -> glance.string(glance.word(at)));
            default -> special(meaning);
        };
    }

    private Meaning special(String meaning) {
        Meaning found = sockets.meaning(meaning);
        if (found == null) {
            found = lists.meaning(meaning);
        }
        if (found == null) {
            found = arguments.meaning(meaning);
        }
        if (found == null) {
            throw new IllegalArgumentException("MeaningTable says '" + meaning + "', which nobody knows");
        }
        return found;
    }

    private Meaning byType(Parameter parameter, List<Parameter> all) {
        if (!parameter.isPointer()) {
            return number(parameter);
        }
        if (structs.has(parameter.target())) {
            return structs.meaning(parameter.target(), !parameter.isConstant());
        }
        if (parameter.type().equals("const char *")) {
            return pointer((glance, at) -> glance.path(glance.word(at)));
        }
        if (parameter.type().equals("char *const[]")) {
            return parameter.name().equals("envp") ? pointer(lists::variables) : pointer(lists::strings);
        }
        if (parameter.length().startsWith(".")) {
            return buffer(parameter, all);
        }
        if (parameter.type().equals("int *") || parameter.type().equals("unsigned int *") || parameter.type().equals("uid_t *") || parameter.type().equals("gid_t *")) {
            return answer(lists::oneInt);
        }
        return word((glance, at) -> Decoders.hexadecimal(glance.word(at)));
    }

    private static Meaning buffer(Parameter parameter, List<Parameter> all) {
        int length = indexOf(parameter.length().substring(1), all);
        if (parameter.isConstant() && length >= 0) {
            return pointer((glance, at) -> glance.buffer(glance.word(at), glance.word(length)));
        }
        return answer((glance, at) -> glance.buffer(glance.word(at), glance.result()));
    }

    private static int indexOf(String name, List<Parameter> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Meaning number(Parameter parameter) {
        if (parameter.type().equals("mode_t")) {
            return word((glance, at) -> modeOf(glance.half(at)));
        }
        if (parameter.type().equals("uid_t") || parameter.type().equals("gid_t")) {
            return word((glance, at) -> Decoders.owner(Integer.toUnsignedLong(glance.half(at))));
        }
        if (parameter.isHalfWord()) {
            return parameter.isSigned() ? word((glance, at) -> Integer.toString(glance.half(at)))
                    : word((glance, at) -> Integer.toUnsignedString(glance.half(at)));
        }
        return parameter.isSigned() ? word((glance, at) -> Long.toString(glance.word(at))) : word((glance, at) -> Long.toUnsignedString(glance.word(at)));
    }

    private static String modeOf(int mode) {
        return (mode & 0170000) == 0 ? Decoders.octal(mode) : Decoders.kindAndMode(mode);
    }

    private static Meaning named(Names names, boolean isHalf, boolean isValue) {
        if (!isHalf) {
            return names((glance, at) -> names.apply(glance.word(at)));
        }
        return isValue ? names((glance, at) -> names.apply(glance.half(at))) : names((glance, at) -> names.apply(Integer.toUnsignedLong(glance.half(at))));
    }
}
