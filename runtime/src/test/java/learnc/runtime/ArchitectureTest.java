package learnc.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Ptrace;
import learnc.runtime.kernel.Syscalls;
import org.junit.jupiter.api.Test;

/// Who may know whom. Plain test methods: a rule that nobody calls cannot pass.
class ArchitectureTest {

    private static final String RUNTIME = "learnc.runtime";
    private static final int FEWEST_CLASSES = 200;

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RUNTIME);

    @Test
    void the_rules_see_the_code() {
        assertTrue(CODE.size() >= FEWEST_CLASSES, "only " + CODE.size() + " classes: the rules would pass on nothing");
    }

    @Test
    void no_stage_knows_another() {
        check(slices().matching(RUNTIME + ".stage.(*)..").should().notDependOnEachOther()
                .because("ContainerRun alone decides the order, and each stage is a chapter that is read alone"));
    }

    @Test
    void nobody_but_the_command_line_knows_the_trace() {
        check(noClasses().that().resideOutsideOfPackages(RUNTIME + ".trace..", RUNTIME + ".cli..")
                .should().dependOnClassesThat().resideInAPackage(RUNTIME + ".trace..")
                .because("the engine behaves the same, watched or not"));
    }

    @Test
    void the_kernel_knows_nobody() {
        check(noClasses().that().resideInAPackage(RUNTIME + ".kernel..")
                .should().dependOnClassesThat(resideInAPackage(RUNTIME + "..").and(not(resideInAPackage(RUNTIME + ".kernel.."))))
                .because("the door to Linux is the ground floor"));
    }

    @Test
    void the_nouns_know_nobody() {
        check(noClasses().that().resideInAPackage(RUNTIME + ".spec..")
                .should().dependOnClassesThat(resideInAPackage(RUNTIME + "..").and(not(resideInAPackage(RUNTIME + ".spec.."))))
                .because("every stage hands nouns on, so a noun that knew a stage would tie all of them together"));
    }

    @Test
    void nobody_but_the_command_line_knows_the_command_line() {
        check(noClasses().that().resideOutsideOfPackage(RUNTIME + ".cli..")
                .should().dependOnClassesThat().resideInAnyPackage(RUNTIME + ".cli..", "picocli..")
                .because("lessons, tests and the daemon use the engine without a command line"));
    }

    @Test
    void only_one_package_speaks_to_c() {
        check(noClasses().that().resideOutsideOfPackage(RUNTIME + ".kernel.linux..")
                .should().dependOnClassesThat().resideInAnyPackage("com.kenai.jffi..", "jnr..", "java.lang.foreign..")
                .because("what does not pass the door is not in the trace"));
    }

    @Test
    void only_the_kernel_package_calls_linux_without_a_door() {
        check(noClasses().that().resideOutsideOfPackage(RUNTIME + ".kernel..")
                .should().dependOnClassesThat().areAssignableTo(Syscalls.class)
                .because("a call that passes no door is in no trace"));
    }

    @Test
    void only_who_watches_a_program_asks_without_a_door() {
        check(noClasses().that().resideOutsideOfPackages(RUNTIME + ".kernel..", RUNTIME + ".trace.payload..")
                .should().dependOnClassesThat().areAssignableTo(Ptrace.class)
                .because("what an observer asks is no call of the run's, and must not be shown as one; all others go through the door"));
    }

    @Test
    void nobody_starts_a_process_of_java() {
        check(noClasses()
                .should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
                .orShould().callMethod(Runtime.class, "exec", String[].class)
                .orShould().callMethod(Runtime.class, "exec", String.class)
                .because("processes come from clone3 through the door; Java's own would be in no trace"));
    }

    @Test
    void files_and_sockets_are_touched_only_through_the_kernel() {
        check(noClasses().that().resideOutsideOfPackages(RUNTIME + ".trace..", RUNTIME + ".cli..")
                .should().dependOnClassesThat().resideInAPackage("java.nio.file")
                .orShould().dependOnClassesThat().haveNameMatching("java\\.nio\\.channels\\..*Channel")
                .orShould().dependOnClassesThat().haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
                .orShould().dependOnClassesThat().haveNameMatching("java\\.net\\.(Server|Datagram|Multicast)?Socket")
                .because("a file or socket that Java opens is in no trace"));
    }

    @Test
    void only_pull_and_push_speak_http() {
        check(noClasses().that().resideOutsideOfPackages(RUNTIME + ".stage.pull..", RUNTIME + ".stage.push..")
                .should().dependOnClassesThat().resideInAnyPackage("java.net.http..")
                .because("everything else works without a network"));
    }

    @Test
    void only_the_command_line_prints() {
        check(noClasses().that().resideOutsideOfPackage(RUNTIME + ".cli..")
                .should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .orShould().callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .because("a lesson that runs a stage decides itself what is shown"));
    }

    @Test
    void only_the_command_line_ends_the_program() {
        check(noClasses().that().resideOutsideOfPackage(RUNTIME + ".cli..")
                .should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .because("System.exit skips every finally: there is one exit, after the cleaning up"));
    }

    @Test
    void every_system_call_names_its_manual_page() {
        check(methods().that().areDeclaredInClassesThat(areFamiliesOfCalls()).and().arePublic()
                .should().beAnnotatedWith(Manual.class)
                .because("the reader looks up there what we do not repeat here"));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching(RUNTIME + ".(**)").should().beFreeOfCycles()
                .because("a package can be understood when those below it are"));
    }

    @Test
    void names_say_what_a_class_is() {
        check(classes().that().haveNameNotMatching(".*package-info")
                .should().haveSimpleNameNotEndingWith("Manager").andShould().haveSimpleNameNotEndingWith("Helper")
                .andShould().haveSimpleNameNotEndingWith("Util").andShould().haveSimpleNameNotEndingWith("Utils")
                .andShould().haveSimpleNameNotEndingWith("Impl").andShould().haveSimpleNameNotEndingWith("Data")
                .because("such a name hides that nobody knew what the class is"));
    }

    @Test
    void a_value_is_asked_for_by_its_name_alone() {
        check(noMethods().that().doNotHaveName("getMessage").and().doNotHaveName("getBody")
                // Java's own names for what a compiler reads and writes.
                .and().doNotHaveName("getCharContent").and().doNotHaveName("getJavaFileForOutput")
                .should().haveNameMatching("get[A-Z].*")
                .because("`get` says nothing that the name does not say"));
    }

    @Test
    void every_package_says_what_it_is_for() {
        for (String name : CODE.stream().map(JavaClass::getPackageName).distinct().toList()) {
            Path folder = Path.of("src/main/java", name.split("\\."));
            assertTrue(Files.exists(folder.resolve("package-info.java")), name + " has no package-info.java");
        }
    }

    private static DescribedPredicate<JavaClass> areFamiliesOfCalls() {
        return resideInAPackage(RUNTIME + ".kernel").and(simpleNameEndingWith("Calls")).and(not(simpleName("Calls")))
                .and(not(simpleName("Syscalls")));
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
