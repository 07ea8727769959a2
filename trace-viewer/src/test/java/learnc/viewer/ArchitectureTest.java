package learnc.viewer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import learnc.runtime.cli.MoreCommands;
import learnc.viewer.cli.ViewerCommands;
import org.junit.jupiter.api.Test;

/// Who may know whom, in this module and below it.
class ArchitectureTest {

    private static final String VIEWER = "learnc.viewer";
    private static final String RUNTIME = "learnc.runtime";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(VIEWER, RUNTIME);

    @Test
    void the_rules_see_the_code_of_both_modules() {
        assertTrue(CODE.stream().filter(resideInAPackage(RUNTIME + "..")).count() >= 200, "the rules would pass on nothing");
        assertTrue(CODE.stream().anyMatch(resideInAPackage(VIEWER + "..")), "the rules would pass on nothing");
    }

    @Test
    void the_runtime_depends_on_no_other_module() {
        check(noClasses().that().resideInAPackage(RUNTIME + "..").should().dependOnClassesThat().resideInAPackage(VIEWER + "..")
                .because("the engine works without the page; modules find it, never the other way round"));
    }

    @Test
    void of_the_runtime_the_viewer_knows_the_trace_and_its_nouns_but_no_stage() {
        check(noClasses().that().resideInAPackage(VIEWER + "..")
                .should().dependOnClassesThat().resideInAnyPackage(RUNTIME + ".stage..", RUNTIME + ".kernel.linux..", RUNTIME + ".container..")
                .because("a trace is a file: whoever shows it needs no engine"));
    }

    @Test
    void only_the_command_line_prints_and_knows_the_command_line() {
        check(noClasses().that().resideInAPackage(VIEWER + "..").and().resideOutsideOfPackage(VIEWER + ".cli..")
                .should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().dependOnClassesThat().resideInAnyPackage(VIEWER + ".cli..", RUNTIME + ".cli..", "picocli..")
                .because("a lesson that shows a trace decides itself where"));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching(VIEWER + ".(**)").should().beFreeOfCycles().allowEmptyShould(true)
                .because("a package can be understood when those below it are"));
    }

    @Test
    void names_say_what_a_class_is() {
        check(classes().that().resideInAPackage(VIEWER + "..").and().haveNameNotMatching(".*package-info")
                .should().haveSimpleNameNotEndingWith("Manager").andShould().haveSimpleNameNotEndingWith("Helper")
                .andShould().haveSimpleNameNotEndingWith("Util").andShould().haveSimpleNameNotEndingWith("Utils")
                .andShould().haveSimpleNameNotEndingWith("Impl").andShould().haveSimpleNameNotEndingWith("Data")
                .because("such a name hides that nobody knew what the class is"));
    }

    @Test
    void a_value_is_asked_for_by_its_name_alone() {
        check(noMethods().that().areDeclaredInClassesThat().resideInAPackage(VIEWER + "..")
                .and().doNotHaveName("getMessage").should().haveNameMatching("get[A-Z].*")
                .because("`get` says nothing that the name does not say"));
    }

    @Test
    void every_package_says_what_it_is_for() {
        for (String name : CODE.stream().filter(resideInAPackage(VIEWER + "..")).map(JavaClass::getPackageName).distinct().toList()) {
            Path folder = Path.of("src/main/java", name.split("\\."));
            assertTrue(Files.exists(folder.resolve("package-info.java")), name + " has no package-info.java");
        }
    }

    @Test
    void the_runtime_finds_the_commands_of_this_module() {
        List<Class<?>> found = ServiceLoader.load(MoreCommands.class).stream().<Class<?>>map(ServiceLoader.Provider::type).toList();
        assertEquals(List.of(ViewerCommands.class), found);
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
