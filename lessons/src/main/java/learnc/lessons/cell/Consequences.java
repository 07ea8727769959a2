package learnc.lessons.cell;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/// Which names mean something else after a statement: what it declares, what it sets by its own text or by methods that it calls, and
/// the methods and types that use one of these. JShell knows who depends on whom.
final class Consequences {

    private final JShell shell;

    Consequences(JShell shell) {
        this.shell = shell;
    }

    Set<String> of(String source, List<SnippetEvent> events) {
        var names = new TreeSet<String>();
        boolean isOnlyDeclared = false;
        for (SnippetEvent event : events) {
            if (event.snippet() instanceof PersistentSnippet declaration && event.status() != Snippet.Status.REJECTED) {
                names.add(declaration.name());
                isOnlyDeclared |= event.causeSnippet() == null && isBody(declaration);
            }
        }
        if (!isOnlyDeclared) {
            names.addAll(set(source));
        }
        addUsers(names);
        return names;
    }

    private static boolean isBody(Snippet snippet) {
        return snippet instanceof MethodSnippet || snippet instanceof TypeDeclSnippet;
    }

    /// Variables to which the text assigns something, or a method that it calls, or one that this method calls.
    private Set<String> set(String source) {
        var set = new TreeSet<String>();
        var seen = new HashSet<Snippet>();
        var texts = new ArrayDeque<>(List.of(source));
        while (!texts.isEmpty()) {
            String text = texts.pop();
            set.addAll(Names.set(text));
            Set<String> used = Names.used(text);
            bodies().filter(body -> used.contains(body.name()) && seen.add(body)).forEach(body -> texts.add(body.source()));
        }
        set.retainAll(shell.variables().map(VarSnippet::name).collect(Collectors.toSet()));
        return set;
    }

    private Stream<DeclarationSnippet> bodies() {
        return Stream.concat(shell.methods(), shell.types());
    }

    private void addUsers(Set<String> names) {
        var changed = new ArrayDeque<Snippet>();
        shell.snippets().filter(one -> one instanceof PersistentSnippet declaration && names.contains(declaration.name()) && shell.status(one).isActive()).forEach(changed::add);
        while (!changed.isEmpty()) {
            for (Snippet user : shell.sourceCodeAnalysis().dependents(changed.pop())) {
                if (isBody(user) && shell.status(user).isActive() && names.add(((PersistentSnippet) user).name())) {
                    changed.add(user);
                }
            }
        }
    }
}
