package learnc.runtime.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Why;
import org.junit.jupiter.api.Test;

/// What the byte code itself tells: wherever a stage, or what works for it, makes a system call, its reason stands there or on
/// every way that leads there. So a new call without words is noticed without a run that makes it.
class WrittenReasonsTest {

    private static final String RUNTIME = "learnc.runtime";
    /// What works for `run` and `exec`. Everything else tries the machine out, shows what is there, or watches.
    private static final List<String> RUN = Stream.of("stage.", "image.", "container.", "cgroup.", "network.", "kernel.", "ContainerRun.", "FurtherProgram.",
            "ProgramProcess.", "Description.", "StageRemovals.").map(part -> RUNTIME + "." + part).toList();
    private static final int LONGEST = 180;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RUNTIME);

    @Test
    void every_call_that_a_run_can_make_has_a_reason_on_each_way_to_it() {
        var complaints = new TreeSet<String>();
        int calls = 0;
        for (JavaClass its : CODE) {
            for (JavaCodeUnit code : its.getCodeUnits()) {
                for (JavaCodeUnitAccess<?> access : accesses(code)) {
                    if (isSystemCall(access) && isPartOfARun(code)) {
                        calls++;
                        complain(code, systemCall(access.getTarget().getName()), new HashSet<>(), complaints);
                    }
                }
            }
        }
        assertTrue(calls > 200, "only " + calls + " calls seen: the check would pass on nothing");
        assertEquals("", String.join("\n", complaints));
    }

    @Test
    void a_reason_names_calls_that_exist() {
        Set<String> known = Arrays.stream(SystemCall.values()).map(SystemCall::manualName).collect(Collectors.toSet());
        var unknown = new ArrayList<String>();
        forEachMethod((code, method) -> {
            for (Why why : method.getAnnotationsByType(Why.class)) {
                Arrays.stream(why.call()).filter(call -> !known.contains(call)).forEach(call -> unknown.add(code + ": " + call));
            }
            for (Refused refused : method.getAnnotationsByType(Refused.class)) {
                Arrays.stream(refused.call()).filter(call -> !known.contains(call)).forEach(call -> unknown.add(code + ": " + call));
            }
        });
        assertEquals(List.of(), unknown);
    }

    @Test
    void a_reason_is_one_short_sentence() {
        var odd = new ArrayList<String>();
        forEachMethod((code, method) -> {
            for (Why why : method.getAnnotationsByType(Why.class)) {
                for (String sentence : List.of(why.value(), why.without())) {
                    if (!isSentence(sentence)) {
                        odd.add(code + ": " + sentence);
                    }
                }
            }
        });
        assertEquals("", String.join("\n", odd));
    }

    private static boolean isSentence(String text) {
        boolean isEnded = text.endsWith(".") || text.endsWith(Why.CALLER) || text.endsWith(".\"");
        return isEnded && text.length() <= LONGEST && !text.matches(".*[a-z)]\\. [A-Z].*");
    }

    private interface Look {
        void at(String code, AnnotatedElement method);
    }

    private static void forEachMethod(Look look) {
        int methods = 0;
        for (JavaClass its : CODE) {
            for (JavaCodeUnit code : its.getCodeUnits()) {
                if (code.isAnnotatedWith(Why.class) || code.isAnnotatedWith(Why.All.class) || code.isAnnotatedWith(Refused.class) || code.isAnnotatedWith(Refused.All.class)) {
                    methods++;
                    look.at(code.getFullName(), (AnnotatedElement) code.reflect());
                }
            }
        }
        assertTrue(methods > 150, "only " + methods + " methods with words: the check would pass on nothing");
    }

    private static List<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit code) {
        var accesses = new ArrayList<JavaCodeUnitAccess<?>>(code.getMethodCallsFromSelf());
        accesses.addAll(code.getMethodReferencesFromSelf());
        accesses.addAll(code.getConstructorCallsFromSelf());
        return accesses;
    }

    private static boolean isSystemCall(JavaCodeUnitAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Kernel.class) && systemCall(access.getTarget().getName()) != null;
    }

    private static boolean isPartOfARun(JavaCodeUnit code) {
        return RUN.stream().anyMatch(code.getFullName()::startsWith);
    }

    /// `fsconfigString` makes fsconfig(2); null for a method that makes none.
    private static String systemCall(String method) {
        String found = null;
        for (SystemCall call : SystemCall.values()) {
            String name = call.manualName();
            boolean isIt = method.toLowerCase().startsWith(name.replace("_", ""));
            found = isIt && (found == null || found.length() < name.length()) ? name : found;
        }
        return found;
    }

    /// Follows the ways that lead to a call outwards, until a reason stands on each.
    private static void complain(JavaCodeUnit code, String call, Set<String> seen, Set<String> complaints) {
        if (!isPartOfARun(code) || !seen.add(code.getFullName()) || explains(code, call)) {
            return;
        }
        // A stream is read by libraries; whoever opens one has a reason for all that comes of it.
        Set<JavaCodeUnit> callers = code.getOwner().isEquivalentTo(KernelInput.class) ? Set.of() : callers(code);
        if (callers.isEmpty() && !code.getOwner().isEquivalentTo(KernelInput.class)) {
            complaints.add(call + " has no reason on the way through " + code.getFullName());
        }
        callers.forEach(caller -> complain(caller, call, seen, complaints));
    }

    private static Set<JavaCodeUnit> callers(JavaCodeUnit code) {
        var callers = new HashSet<JavaCodeUnit>();
        code.getAccessesToSelf().forEach(access -> callers.add(access.getOrigin()));
        // Who knows only the interface calls this method, too.
        for (JavaClass its : code.getOwner().getAllRawInterfaces()) {
            its.getCodeUnits().stream().filter(other -> other.getName().equals(code.getName()))
                    .forEach(other -> other.getAccessesToSelf().forEach(access -> callers.add(access.getOrigin())));
        }
        return callers;
    }

    /// Whether a reason stands here, or beside the door itself, that holds for this call with any arguments.
    private static boolean explains(JavaCodeUnit code, String call) {
        if (call.equals("close")) {
            return true;
        }
        return code.getOwner().getCodeUnits().stream().filter(other -> other.getName().equals(code.getName()))
                .flatMap(other -> Arrays.stream(((AnnotatedElement) other.reflect()).getAnnotationsByType(Why.class)))
                .anyMatch(why -> why.about().isEmpty() && !why.value().contains(Why.CALLER) && (why.call().length == 0 || List.of(why.call()).contains(call)));
    }
}
