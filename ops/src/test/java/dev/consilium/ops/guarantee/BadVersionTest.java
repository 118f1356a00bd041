package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class BadVersionTest {

    private static final Path SEED = Path.of("src/test/resources/seed/classes-0-4");

    @TempDir
    private Path folder;

    private SpecialistPackage good;

    @BeforeEach
    void readTheGoodOne() throws IOException {
        good = SpecialistPackage.read(SEED);
    }

    /** What is bad about these is elsewhere: a scan that refused them would hide whether that is noticed. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FORBIDDEN_OPERATOR")
    void shouldBeAnArchiveThatMayBeLoaded(BadVersion kind) throws Exception {
        // When
        Path module = kind.module(good, folder.resolve("bad.pt"));

        // Then
        assertThat(ArchiveScan.scan(module, ArchiveLimits.ofPacked(1 << 24)).entries())
                .isPositive();
    }

    @Test
    void shouldUseAForbiddenOperator() throws IOException {
        // When
        Path module = BadVersion.FORBIDDEN_OPERATOR.module(good, folder.resolve("bad.pt"));

        // Then
        assertThatThrownBy(() -> ArchiveScan.scan(module, ArchiveLimits.ofPacked(1 << 24)))
                .isInstanceOf(UnsafeArchiveException.class)
                .extracting(Throwable::getMessage)
                .matches(BadVersion.FORBIDDEN_OPERATOR::fits);
    }

    /** A manifest that is refused for what it says would never come to what is bad about the version. */
    @ParameterizedTest
    @EnumSource
    void shouldHaveAManifestThatCanBeUsed(BadVersion kind) throws IOException {
        // When
        SpecialistVersion manifest = kind.manifest(good);

        // Then
        assertThat(manifest.getVersion()).isEqualTo("bad-" + kind.label());
        SpecialistPackage written = SpecialistPackage.write(
                folder.resolve("package"), manifest, kind.module(good, folder.resolve("bad.pt")));
        assertThat(written.specialist().classes())
                .isEqualTo(manifest.getClasses().size());
    }

    @Test
    void shouldBeLargerThanTheAppsTake() throws IOException {
        // When
        Path module = BadVersion.OVERSIZED.module(good, folder.resolve("bad.pt"));

        // Then
        assertThat(module.toFile().length()).isGreaterThan(BadVersion.MAX_BYTES);
        assertThat(good.model().toFile().length()).isLessThan(BadVersion.MAX_BYTES);
    }
}
