package learnc.lessons;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Who may know whom, in this module and below it.
class ArchitectureTest {

    private static final String LESSONS = "learnc.lessons";
    private static final String RUNTIME = "learnc.runtime";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(LESSONS, RUNTIME);

    @Test
    void the_rules_see_the_code_of_both_modules() {
        assertTrue(CODE.stream().filter(resideInAPackage(RUNTIME + "..")).count() >= 200, "the rules would pass on nothing");
        assertTrue(CODE.stream().filter(resideInAPackage(LESSONS + "..")).count() >= 20, "the rules would pass on nothing");
    }

    @Test
    void the_runtime_depends_on_no_lesson() {
        noClasses().that().resideInAPackage(RUNTIME + "..").should().dependOnClassesThat().resideInAPackage(LESSONS + "..")
                .because("the engine works without the course").check(CODE);
    }

    @Test
    void only_the_command_line_prints_and_what_runs_in_the_cells_own_machine() {
        noClasses().that().resideInAPackage(LESSONS + "..").and().resideOutsideOfPackages(LESSONS + ".cli..", LESSONS + ".kit..", LESSONS + ".render.press..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .because("a notebook shows in its own way what a cell has said").check(CODE);
    }

    @Test
    void asciidoctor_is_known_to_the_programs_that_render_and_to_nobody_else() {
        noClasses().that().resideOutsideOfPackage(LESSONS + ".render.press..").should().dependOnClassesThat().resideInAnyPackage("org.asciidoctor..", "org.jruby..", LESSONS + ".render.press..")
                .because("it is not on learnc's class path").check(CODE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching(LESSONS + ".(**)").should().beFreeOfCycles().because("a package can be understood when those below it are").check(CODE);
    }
}
