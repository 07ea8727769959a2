package learnc.runtime.own;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Stage;

/// The method in a student's file that stands in for a stage. It has the name of the stage's verb, and takes whichever of the
/// nouns at hand it wants, in any order: they are told apart by their types.
public final class OwnMethod {

    private final Source source;
    private final Method method;

    private OwnMethod(Source source, Method method) {
        this.source = source;
        this.method = method;
    }

    /// Finds the method for a stage.
    ///
    /// @throws Failure when the file does not compile, or has no such method
    public static OwnMethod of(Stage stage, Source source) {
        for (Method method : source.compiled().getDeclaredMethods()) {
            if (method.getName().equals(verb(stage)) && !method.isSynthetic()) {
                return new OwnMethod(source, method);
            }
        }
        throw new Failure(source.path() + " has no method '" + verb(stage) + "'\n  likely because: the stage " + stage.word() + " is asked for by that verb\n  try: "
                + signature(stage) + " { … }");
    }

    private static String verb(Stage stage) {
        String signature = signature(stage);
        return signature.substring(signature.indexOf(' ') + 1, signature.indexOf('('));
    }

    /// What can be written, with everything that is at hand.
    private static String signature(Stage stage) {
        return switch (stage) {
            case PULL -> "Image image(Kernel host, Places places, ImageStore store, PullSettings registries, String reference)";
            case UNPACK -> "Rootfs rootfs(Kernel host, Inits inits, Places places, Ledger ledger, Image image, ContainerRequest request)";
            case NAMESPACES -> "Init init(Kernel host, Inits inits, Places places, Ledger ledger, Rootfs rootfs, ContainerRequest request)";
            case CGROUPS -> "Cgroup confine(Kernel host, Ledger ledger, Init init, ContainerRequest request)";
            case NETWORK -> "Connection connect(Kernel host, Places places, Ledger ledger, Init init, ContainerRequest request)";
            case EXEC -> "Session start(Kernel host, Init init, ImageConfig image, ContainerRequest request)";
        };
    }

    /// Calls it.
    ///
    /// @param result what the stage hands on
    /// @param nouns  what is at hand
    /// @throws Failure when it wants something else, or gives something else; what it throws itself comes through
    <T> T call(Class<T> result, Object... nouns) {
        try {
            Object given = method.invoke(instance(), arguments(nouns));
            if (!result.isInstance(given)) {
                throw new Failure(source.path() + ": " + method.getName() + " gave " + (given == null ? "null" : "a " + given.getClass().getSimpleName())
                        + ", and the next stage needs a " + result.getSimpleName());
            }
            return result.cast(given);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof RuntimeException its ? its : told(thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new Failure(source.path() + ": " + method.getName() + " cannot be called: " + impossible, impossible);
        }
    }

    private Object instance() throws ReflectiveOperationException {
        method.setAccessible(true);
        if (Modifier.isStatic(method.getModifiers())) {
            return null;
        }
        Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private Object[] arguments(Object[] nouns) {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> wanted : method.getParameterTypes()) {
            arguments.add(noun(wanted, nouns));
        }
        return arguments.toArray();
    }

    private Object noun(Class<?> wanted, Object[] nouns) {
        for (Object noun : nouns) {
            if (wanted.isInstance(noun)) {
                return noun;
            }
        }
        throw new Failure(source.path() + ": " + method.getName() + " wants a " + wanted.getSimpleName() + ", which is not at hand in this stage");
    }

    private Failure told(Throwable thrown) {
        return new Failure(source.path() + ": " + method.getName() + " threw " + thrown, thrown);
    }
}
