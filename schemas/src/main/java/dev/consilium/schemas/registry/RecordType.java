package dev.consilium.schemas.registry;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A generated class, its schema, and how Avro handles it.
 *
 * @param data our own copy, since it is set to use the encoders that were generated with the class and the original is everybody's
 */
record RecordType<T extends SpecificRecord>(Class<T> type, Schema schema, SpecificData data) {

    static <T extends SpecificRecord> RecordType<T> of(Class<T> type) {
        SpecificData data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        data.setCustomCoders(true);
        return new RecordType<>(type, data.getSchema(type), data);
    }
}
