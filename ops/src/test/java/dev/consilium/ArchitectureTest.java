package dev.consilium;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. */
class ArchitectureTest {

    private static JavaClasses consilium;

    @BeforeAll
    static void readClasses() {
        consilium = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.consilium");
    }

    @Test
    void shouldKeepTrainerAndStreamsAppApart() {
        noClasses()
                .that()
                .resideInAPackage("dev.consilium.trainer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.consilium.streams..")
                .check(consilium);
        noClasses()
                .that()
                .resideInAPackage("dev.consilium.streams..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.consilium.trainer..")
                .check(consilium);
    }

    @Test
    void shouldKeepKafkaOutOfTheDomainCore() {
        noClasses()
                .that()
                .resideInAPackage("dev.consilium.specialist..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "dev.consilium.streams..", "dev.consilium.trainer..")
                .check(consilium);
    }

    @Test
    void shouldKeepNetworksOutOfSchemasAndStack() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.consilium.schemas..", "dev.consilium.avro..", "dev.consilium.stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "dev.consilium.specialist..")
                .check(consilium);
    }

    @Test
    void shouldUseOnlyPublicKafkaOutsideTheStack() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.consilium.stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..internals..", "kafka..")
                .check(consilium);
    }

    @Test
    void shouldTouchDjlInternalsInOneClass() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Autograd")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("ai.djl.pytorch.jni.JniUtils")
                .because("DJL has no public way to train a TorchScript module; one class stands for all of it")
                .check(consilium);
    }

    @Test
    void shouldKnowOpenTelemetrysSdkInOneClass() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TelemetryFromEnvironment")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..")
                .because("it must not be loaded where tracing is off")
                .check(consilium);
    }

    @Test
    void shouldNotHaveCyclesBetweenPackages() {
        slices().matching("dev.consilium.(*)..").should().beFreeOfCycles().check(consilium);
        slices().matching("dev.consilium.streams.(*)..")
                .should()
                .beFreeOfCycles()
                .check(consilium);
        slices().matching("dev.consilium.specialist.(*)..")
                .should()
                .beFreeOfCycles()
                .check(consilium);
        slices().matching("dev.consilium.trainer.(*)..")
                .should()
                .beFreeOfCycles()
                .check(consilium);
    }

    @Test
    void shouldNamePackagesByDomain() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..manager..", "..impl..")
                .check(consilium);
    }
}
