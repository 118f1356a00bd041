package dev.consilium.streams.roster;

import org.jspecify.annotations.Nullable;

/**
 * Where this instance is with one specialist of the roster.
 *
 * @param wanted the version that the roster names
 * @param serving the version that answers; null while none does
 * @param previous what the roster names as the fall-back; null when nothing
 * @param state of {@code wanted}, a name of {@code RolloutState}
 * @param reason why {@code wanted} does not serve, or what it waits for; empty when it serves
 * @param since when {@code state} was entered, ISO 8601
 * @param candidate the version that the roster names beside it, for a trial; null without one
 * @param trial where the candidate is, a name of {@code RolloutState}; empty without one
 * @param trialReason why it is not on trial, or what it waits for; empty when it is
 */
public record SpecialistStatus(
        String specialist,
        int position,
        String wanted,
        @Nullable String serving,
        @Nullable String previous,
        String state,
        String reason,
        String since,
        @Nullable String candidate,
        String trial,
        String trialReason) {

    /** Whether the version that answers is the one that the roster names. */
    public boolean isAsDecided() {
        return wanted.equals(serving);
    }
}
