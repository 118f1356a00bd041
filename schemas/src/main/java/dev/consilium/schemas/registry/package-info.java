/**
 * Avro records in Confluent's wire format, through any registry that speaks the Confluent API, under Confluent's configuration keys.
 *
 * <p>The way of a record: {@code AvroSerde} hands out an {@code AvroSerializer} and an {@code AvroDeserializer}; both ask one
 * {@code RegistryClient} (what a registry can be asked), which sends through {@code RegistryHttp} (addresses, fail-over, retries,
 * credentials, TLS).
 */
@NullMarked
package dev.consilium.schemas.registry;

import org.jspecify.annotations.NullMarked;
