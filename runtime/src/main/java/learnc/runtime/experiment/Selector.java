package learnc.runtime.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Spelling;

/// Which calls are meant: `mount`, `mount:target=/proc`, `write:path=*/pids.max`, `mount:propagation=private:when=1`.
///
/// A condition is the name of an argument as the trace shows it, and a pattern in which `*` stands for anything. One of several
/// flags is enough. Further names: `path` is any text among the arguments, or the path of a descriptor; `propagation` is
/// `private`, `slave` or `shared`; `door` is `host`, `zygote` or `inside`; `when` counts the calls that fit: `2`, `2+`, `2..4`.
public final class Selector {

    private final SystemCall systemCall;
    private final Map<String, String> conditions;
    private final Times times;
    private int seen;

    private Selector(SystemCall systemCall, Map<String, String> conditions, Times times) {
        this.systemCall = systemCall;
        this.conditions = conditions;
        this.times = times;
    }

    /// Reads a selector.
    ///
    /// @param words     the name of the call first, then conditions
    /// @throws IllegalArgumentException when there is no such call, or a condition is none; the message says so
    static Selector of(List<String> words) {
        var conditions = new LinkedHashMap<String, String>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is no condition: NAME=PATTERN is one, as target=/proc");
            }
            conditions.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String when = conditions.remove("when");
        return new Selector(systemCall(words.getFirst()), conditions, when == null ? Times.ALWAYS : Times.of(when));
    }

    static SystemCall systemCall(String name) {
        for (SystemCall systemCall : SystemCall.values()) {
            if (systemCall.manualName().equals(name)) {
                return systemCall;
            }
        }
        List<String> known = Arrays.stream(SystemCall.values()).map(SystemCall::manualName).toList();
        throw new IllegalArgumentException("learnc makes no system call '" + name + "'; `learnc run --trace …` shows those that it makes."
                + Spelling.question(name, known));
    }

    SystemCall systemCall() {
        return systemCall;
    }

    /// Whether this call is meant. Counts those that fit, so ask once for each call.
    ///
    /// @param pathOf tells the path of a descriptor of the process that calls
    synchronized boolean takes(Call call, Actor actor, IntFunction<String> pathOf) {
        if (call.systemCall() != systemCall || !conditions.entrySet().stream().allMatch(condition -> holds(condition, call, actor, pathOf))) {
            return false;
        }
        seen++;
        return times.include(seen);
    }

    private static boolean holds(Map.Entry<String, String> condition, Call call, Actor actor, IntFunction<String> pathOf) {
        String pattern = condition.getValue();
        return switch (condition.getKey()) {
            case "door" -> actor.name().equals(pattern);
            case "propagation" -> call.arguments().stream().anyMatch(argument -> fits(argument, "MS_" + pattern.toUpperCase(Locale.ROOT)));
            case "path" -> call.arguments().stream().anyMatch(argument -> hasPath(argument, pattern, pathOf));
            default -> call.arguments().stream().anyMatch(argument -> isCalled(argument, condition.getKey(), pattern));
        };
    }

    private static boolean isCalled(Argument argument, String name, String pattern) {
        if (argument instanceof Argument.Struct struct) {
            return struct.fields().stream().anyMatch(field -> isCalled(field, name, pattern));
        }
        return argument.name().equals(name) && fits(argument, pattern);
    }

    private static boolean hasPath(Argument argument, String pattern, IntFunction<String> pathOf) {
        if (argument instanceof Argument.Descriptor descriptor) {
            return descriptor.value() >= 0 && Pattern.fits(pattern, pathOf.apply(descriptor.value()));
        }
        return argument instanceof Argument.Text && fits(argument, pattern);
    }

    private static boolean fits(Argument argument, String pattern) {
        if (argument instanceof Argument.Text text) {
            return text.value() != null && Pattern.fits(pattern, text.value());
        }
        String decoded = argument.decoded();
        for (String flag : decoded.split("\\|")) {
            if (Pattern.fits(pattern, flag)) {
                return true;
            }
        }
        return Pattern.fits(pattern, decoded);
    }

    /// As it would be written on the command line.
    @Override
    public String toString() {
        var text = new StringBuilder(systemCall.manualName());
        conditions.forEach((name, pattern) -> text.append(':').append(name).append('=').append(pattern));
        return times == Times.ALWAYS ? text.toString() : text.append(":when=").append(times).toString();
    }
}
