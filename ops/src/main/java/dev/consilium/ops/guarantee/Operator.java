package dev.consilium.ops.guarantee;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import dev.consilium.trainer.publish.RosterControl;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whoever rolls out and rolls back: decides, and waits for what the instances make of it. One thread.
 *
 * <p>After a refusal the roster names the bad version while the one before serves on. As a person would, this one rolls back
 * then, so that an instance that starts finds a roster that it can follow.
 */
final class Operator implements AutoCloseable {

    private static final String BY = "verify-guarantees";
    private static final Set<RolloutState> SERVING = Set.of(RolloutState.SERVING);
    private static final Set<RolloutState> JUDGED = Set.of(RolloutState.SERVING, RolloutState.REJECTED);

    private final List<SpecialistPackage> specialists;
    private final Trail trail;
    private final Publisher publisher;
    private final RosterControl roster;
    private final BadPublisher saboteur;
    private final List<RollBack> rollBacks = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> goodRefused = new ArrayList<>();
    private final Set<VersionKey> published = new HashSet<>();
    private Set<VersionKey> serving = Set.of();
    private int rollOuts;

    Operator(Rig rig, Topics topics, List<SpecialistPackage> specialists, SigningKey key, Trail trail) {
        this.specialists = List.copyOf(specialists);
        this.trail = trail;
        InstantSource clock = InstantSource.system();
        this.publisher = new Publisher(rig.connection(), topics, Optional.of(key), clock);
        this.roster = new RosterControl(rig.connection(), topics, clock, BY);
        this.saboteur = new BadPublisher(rig.connection(), topics, key, rig.folder());
    }

    /** Puts new versions of all specialists on the roster, to serve, and waits for nobody: no instance needs to run yet. */
    void decide() throws IOException {
        serving = publish();
    }

    /**
     * Makes new versions of all specialists serve, in one decision, and waits until those before are no longer in use anywhere.
     *
     * @return whether they serve; if not, it is noted, and those before serve everywhere
     * @throws IllegalStateException when an instance does not answer
     */
    boolean rollOut() throws IOException, InterruptedException {
        Set<VersionKey> before = serving;
        int mark = trail.mark();
        Set<VersionKey> published = publish();
        if (!isServed(trail.await(published, JUDGED, mark))) {
            returnTo(before);
            return false;
        }
        trail.await(before, Set.of(RolloutState.DRAINED), mark);
        serving = published;
        rollOuts++;
        return true;
    }

    /** Lets the versions before serve again, in one decision. */
    void rollBack() throws InterruptedException {
        Set<VersionKey> before = serving;
        int mark = trail.mark();
        Decision decision =
                roster.rollBack(before.stream().map(VersionKey::specialist).toList(), "a roll-back under load");
        Set<VersionKey> versions = versions(decision);
        if (!isServed(trail.await(versions, JUDGED, mark))) {
            returnTo(before);
            return;
        }
        serving = versions;
        rollBacks.add(new RollBack(decision.at(), versions));
    }

    /** Publishes a bad version of one specialist alone, waits for what becomes of it, and rolls back. */
    void tryBad(BadVersion kind) throws IOException, InterruptedException {
        SpecialistPackage good = specialists.get(kind.ordinal() % specialists.size());
        int mark = trail.mark();
        VersionKey version = saboteur.publish(kind, good);
        refusals.add(new Refusal(kind, version, trail.await(Set.of(version), JUDGED, mark)));
        int after = trail.mark();
        Decision decision = roster.rollBack(List.of(version.specialist()), "after a refusal");
        trail.await(versions(decision), SERVING, after);
    }

    @Override
    public void close() {
        publisher.close();
        roster.close();
    }

    /** What was counted until now was a rehearsal. */
    void forget() {
        rollOuts = 0;
        rollBacks.clear();
        refusals.clear();
        goodRefused.clear();
    }

    int rollOuts() {
        return rollOuts;
    }

    /** All good versions that were ever put on the roster, those of the rehearsal too. */
    Set<VersionKey> published() {
        return Set.copyOf(published);
    }

    /** In the order in which they were decided; those after a refusal are none, since nothing had changed. */
    List<RollBack> rollBacks() {
        return List.copyOf(rollBacks);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Who refused which good version, and why: there should be none. */
    List<String> goodRefused() {
        return List.copyOf(goodRefused);
    }

    private Set<VersionKey> publish() throws IOException {
        Set<VersionKey> versions = publisher
                .publish(
                        specialists,
                        PublishRequest.serve(BY, "a roll-out under load").withNextVersion(),
                        Publisher.UploadProgress.NONE)
                .versions();
        published.addAll(versions);
        return versions;
    }

    /** Some instances serve other versions than these, some these. */
    private void returnTo(Set<VersionKey> versions) throws InterruptedException {
        int mark = trail.mark();
        roster.pin(versions, "after a refusal that should not have been");
        trail.await(versions, SERVING, mark);
    }

    private static Set<VersionKey> versions(Decision decision) {
        return decision.entries().stream()
                .map(entry -> new VersionKey(entry.getSpecialist(), entry.getServing()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether no instance refused; if one did, that is noted. */
    private boolean isServed(List<RolloutEvent> answers) {
        List<String> refused = answers.stream()
                .filter(answer -> answer.getState() != RolloutState.SERVING)
                .map(answer -> answer.getInstance() + " says of " + answer.getSpecialist() + "@" + answer.getVersion()
                        + ": " + answer.getReason())
                .toList();
        goodRefused.addAll(refused);
        return refused.isEmpty();
    }
}
