package learnc.labs;

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

    private static final String LABS = "learnc.labs";
    private static final String RUNTIME = "learnc.runtime";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(LABS, RUNTIME);

    @Test
    void the_rules_see_the_code_of_both_modules() {
        assertTrue(CODE.stream().filter(resideInAPackage(RUNTIME + "..")).count() >= 200, "the rules would pass on nothing");
        assertTrue(CODE.stream().filter(resideInAPackage(LABS + "..")).count() >= 20, "the rules would pass on nothing");
    }

    @Test
    void the_runtime_depends_on_no_lab() {
        noClasses().that().resideInAPackage(RUNTIME + "..").should().dependOnClassesThat().resideInAPackage(LABS + "..")
                .because("the engine works without the labs").check(CODE);
    }

    @Test
    void only_the_command_line_prints() {
        noClasses().that().resideInAPackage(LABS + "..").and().resideOutsideOfPackage(LABS + ".cli..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .because("a report has many forms, and what prints is chosen last").check(CODE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching(LABS + ".(**)").should().beFreeOfCycles().because("a package can be understood when those below it are").check(CODE);
    }
}
