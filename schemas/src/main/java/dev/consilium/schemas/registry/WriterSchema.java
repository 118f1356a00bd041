package dev.consilium.schemas.registry;

import org.apache.avro.Schema;

/** The schema that a record is written with. */
sealed interface WriterSchema {

    int id();

    /** The one that the class was generated from. */
    record Own(int id) implements WriterSchema {}

    /** Another one that a record can be converted to, by field name. */
    record Other(int id, Schema schema) implements WriterSchema {}
}
