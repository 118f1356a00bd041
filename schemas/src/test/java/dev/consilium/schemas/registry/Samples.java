package dev.consilium.schemas.registry;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Image;
import dev.consilium.avro.Input;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.Signature;
import dev.consilium.avro.Source;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One filled record of each kind. */
final class Samples {

    private static final Instant AT = Instant.parse("2026-11-24T08:15:30.123Z");

    private Samples() {}

    static List<SpecificRecord> all() {
        return List.of(image(), prediction(), confidence("living"), specialistVersion(), rosterEntry(), rolloutEvent());
    }

    static Image image() {
        byte[] content = new byte[3_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        return Image.newBuilder()
                .setId("bild-ä-\u732b")
                .setContent(ByteBuffer.wrap(content))
                .setContentType("image/jpeg")
                .setAttributes(Map.of("label", "cat"))
                .build();
    }

    static Confidence confidence(String specialist) {
        return Confidence.newBuilder()
                .setSpecialist(specialist)
                .setVersion("v7")
                .setArtifact("0123456789ab")
                .setClassIndex(3)
                .setClassName("cat")
                .setConfidence(0.75f)
                .setProbabilities(List.of(0.75f, 0.25f))
                .build();
    }

    static Prediction prediction() {
        return Prediction.newBuilder()
                .setImageId("bild-1")
                .setClassIndex(3)
                .setClassName("cat")
                .setConfidence(0.75f)
                .setSpecialist("living")
                .setVersion("v7")
                .setOutcome(Outcome.PARTIAL)
                .setConsultation(List.of(confidence("living"), confidence("vehicles")))
                .setMissing(List.of("plants"))
                .setAttributes(Map.of("label", "cat"))
                .setDecidedAt(AT)
                .setSource(new Source("images", 3, 4_000_000_000L))
                .build();
    }

    static SpecialistVersion specialistVersion() {
        return SpecialistVersion.newBuilder()
                .setSpecialist("living")
                .setVersion("v7")
                .setClasses(List.of(new ClassLabel(3, "cat"), new ClassLabel(5, "dog")))
                .setInput(Input.newBuilder()
                        .setHeight(32)
                        .setWidth(32)
                        .setMean(List.of(0.5f, 0.5f, 0.5f))
                        .build())
                .setArtifact(new Artifact("ab".repeat(32), 4_000L, new TopicArtifact(1, 524_288, -1L)))
                .setGolden(List.of(
                        new GoldenExample(ByteBuffer.wrap(new byte[] {1, 2, 3}), "image/png", List.of(0.5f, 0.5f))))
                .setMetrics(Map.of("inSubset", 0.9))
                .setCreatedAt(AT)
                .setSignature(new Signature("key-1", ByteBuffer.wrap(new byte[64])))
                .build();
    }

    static RosterEntry rosterEntry() {
        return RosterEntry.newBuilder()
                .setSpecialist("living")
                .setPosition(0)
                .setServing("v7")
                .setPrevious("v6")
                .setDecidedBy("test")
                .setDecidedAt(AT)
                .build();
    }

    static RolloutEvent rolloutEvent() {
        return RolloutEvent.newBuilder()
                .setSpecialist("living")
                .setVersion("v7")
                .setInstance("app-1")
                .setIncarnation("1")
                .setState(RolloutState.SERVING)
                .setStatistics(Map.of("images", 12.0))
                .setAt(AT)
                .build();
    }
}
