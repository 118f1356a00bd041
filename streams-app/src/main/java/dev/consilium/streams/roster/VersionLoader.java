package dev.consilium.streams.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.artifact.BadArtifactException;
import dev.consilium.schemas.artifact.Sha256;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.torch.ForwardException;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.roster.VersionState.Announced;
import dev.consilium.streams.roster.VersionState.Arriving;
import dev.consilium.streams.roster.VersionState.Fetched;
import dev.consilium.streams.roster.VersionState.Gated;
import dev.consilium.streams.roster.VersionState.Loaded;
import dev.consilium.streams.roster.VersionState.Seated;
import dev.consilium.streams.roster.VersionState.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a version from ANNOUNCED to WARMED, one step after the other. What is wrong with the version rejects it; what is
 * wrong around it (broker silent, disk full) is tried again with growing pauses until it works or nobody wants the version
 * any more.
 *
 * <p>Runs on the loader's thread alone.
 */
final class VersionLoader {

    private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration NAP = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ArtifactCache cache;
    private final TrustGate trust;
    private final LatencyGate latency;
    private final ModelLoader models;
    private final int batchSize;
    private final RolloutJournal journal;
    private final Restraint restraint;
    private final InstantSource clock;

    VersionLoader(
            ArtifactCache cache,
            TrustGate trust,
            LatencyGate latency,
            ModelLoader models,
            int batchSize,
            RolloutJournal journal,
            Restraint restraint,
            InstantSource clock) {
        this.cache = cache;
        this.trust = trust;
        this.latency = latency;
        this.models = models;
        this.batchSize = batchSize;
        this.journal = journal;
        this.restraint = restraint;
        this.clock = clock;
    }

    /** Ends with {@code preparation} WARMED, REJECTED, or DRAINED when it was abandoned. */
    void prepare(Preparation preparation, SpecialistVersion manifest) {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                step(preparation, manifest);
                return;
            } catch (RefusedException e) {
                reject(preparation, String.valueOf(e.getMessage()));
                return;
            } catch (UnreachableException | IOException e) {
                preparation.waitFor(String.valueOf(e.getMessage()));
                LOG.atWarn()
                        .addKeyValue("specialist", preparation.version().specialist())
                        .addKeyValue("version", preparation.version().version())
                        .addKeyValue("reason", e.getMessage())
                        .log("A roll-out waits");
                sleep(pause, preparation);
            } catch (RuntimeException | Error e) {
                // Errors too: native libraries throw them, and a version must not stay on its way for ever.
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("specialist", preparation.version().specialist())
                        .addKeyValue("version", preparation.version().version())
                        .log("A roll-out failed");
                reject(preparation, "failed in an unforeseen way: " + e);
                return;
            }
        }
    }

    private void step(Preparation preparation, SpecialistVersion manifest) throws RefusedException, IOException {
        restraint.begin();
        while (preparation.state() instanceof Arriving state) {
            if (preparation.isAbandoned()) {
                release(state);
                move(preparation, state.abandoned(clock.instant(), "no longer wanted"));
                return;
            }
            if (state instanceof Announced announced) {
                move(preparation, fetch(announced, manifest));
            } else if (state instanceof Fetched fetched) {
                move(preparation, verify(fetched, manifest));
            } else if (state instanceof Verified verified) {
                move(preparation, load(verified, manifest));
            } else if (state instanceof Loaded loaded) {
                GoldenGate.Report golden = GoldenGate.pass(loaded.seat());
                move(preparation, loaded.gated(clock.instant(), golden, latency.pass(loaded.seat())));
            } else if (state instanceof Gated gated) {
                move(preparation, warm(gated));
            } else {
                return;
            }
            restraint.rest();
        }
    }

    private Fetched fetch(Announced announced, SpecialistVersion manifest) throws RefusedException, IOException {
        try {
            // An unusable manifest, or one of nobody trusted, is refused before anything is fetched for it.
            Specialist.of(manifest);
            trust.signer(manifest);
            Path file = cache.file(manifest.getArtifact());
            return announced.fetched(clock.instant(), file);
        } catch (BadArtifactException | IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }

    private Verified verify(Fetched fetched, SpecialistVersion manifest) throws RefusedException, IOException {
        Artifact artifact = manifest.getArtifact();
        if (!isIntact(fetched.file(), artifact)) {
            // It was whole when it came: the folder is damaged, not the version.
            LOG.atWarn().addKeyValue("file", fetched.file()).log("A cached module is damaged; fetched anew");
            cache.evict(artifact);
            try {
                cache.file(artifact);
            } catch (BadArtifactException e) {
                throw new RefusedException(e);
            }
            if (!isIntact(fetched.file(), artifact)) {
                throw new IOException("the cached file " + fetched.file() + " changes under our hands");
            }
        }
        return fetched.verified(clock.instant(), trust.pass(manifest, fetched.file()));
    }

    private Loaded load(Verified verified, SpecialistVersion manifest) throws RefusedException {
        Specialist specialist = Specialist.of(manifest);
        try {
            Seat seat = new Seat(specialist, models.load(verified.file(), specialist));
            return verified.loaded(clock.instant(), seat);
        } catch (UnusableModelException e) {
            throw new RefusedException(e);
        }
    }

    private VersionState.Warmed warm(Gated gated) throws RefusedException {
        try {
            for (int size : batchSizes()) {
                gated.seat().model().warm(size);
                restraint.rest();
            }
            return gated.warmed(clock.instant());
        } catch (ForwardException e) {
            throw new RefusedException(e);
        }
    }

    /** Those that a scorer may meet first: a full batch, one image, and the powers of two between. */
    private int[] batchSizes() {
        return IntStream.concat(
                        IntStream.iterate(1, size -> size < batchSize, size -> size * 2), IntStream.of(batchSize))
                .toArray();
    }

    private void reject(Preparation preparation, String reason) {
        if (preparation.state() instanceof Arriving state) {
            release(state);
            move(preparation, state.rejected(clock.instant(), reason));
        }
    }

    private void move(Preparation preparation, VersionState next) {
        // In this order: the feed's thread may go on from the state that it sees.
        journal.record(next);
        preparation.moveTo(next);
    }

    private static void release(VersionState state) {
        if (state instanceof Seated seated) {
            seated.seat().model().close();
        }
    }

    private static boolean isIntact(Path file, Artifact artifact) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == artifact.getSizeBytes()
                && Sha256.of(file).equals(artifact.getSha256());
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Short naps, so that an abandoned version is let go of at once. */
    private static void sleep(Duration pause, Preparation preparation) {
        long until = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() - until < 0 && !preparation.isAbandoned()) {
            LockSupport.parkNanos(NAP.toNanos());
        }
    }
}
