package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What one specialist says, or will have said, about the image of a consultation.
 *
 * @param consultation the consultation
 * @param specialist whose opinion it is
 * @param confidence given, still being formed, or refused
 * @param trial the same of its version on trial, if there is one
 */
record Opinion(
        Consultation consultation,
        String specialist,
        CompletableFuture<Confidence> confidence,
        Optional<CompletableFuture<Confidence>> trial) {}
