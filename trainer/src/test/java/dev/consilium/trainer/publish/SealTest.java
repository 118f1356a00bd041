package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.fixture.TinyManifest;
import dev.consilium.specialist.trust.ManifestSignature;
import dev.consilium.specialist.trust.SigningKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {

    private final SigningKey key = SigningKey.generate();
    private final SpecialistVersion packed = TinyManifest.ofClasses(2, 0);
    private final SpecialistVersion renamed =
            SpecialistVersion.newBuilder(packed).setVersion("v7").build();

    @Test
    void shouldKeepASignatureThatIsForThisVersion() {
        // Given
        SpecialistVersion signed = ManifestSignature.sign(packed, SigningKey.generate());

        // When / Then
        assertThat(new Seal(Optional.of(key)).on(signed, signed)).isEqualTo(signed);
        assertThat(new Seal(Optional.empty()).on(signed, signed)).isEqualTo(signed);
    }

    @Test
    void shouldNotKeepASignatureThatIsForAnotherVersion() {
        // Given
        SpecialistVersion signed = ManifestSignature.sign(packed, SigningKey.generate());
        SpecialistVersion under =
                SpecialistVersion.newBuilder(signed).setVersion("v7").build();

        // When / Then
        assertThat(new Seal(Optional.empty()).on(under, signed)).isEqualTo(renamed);
        assertThat(new Seal(Optional.of(key)).on(under, signed)).isEqualTo(ManifestSignature.sign(renamed, key));
    }

    @Test
    void shouldSignWhatIsNotSigned() {
        assertThat(new Seal(Optional.of(key)).on(packed, packed)).isEqualTo(ManifestSignature.sign(packed, key));
        assertThat(new Seal(Optional.empty()).on(packed, packed)).isEqualTo(packed);
    }
}
