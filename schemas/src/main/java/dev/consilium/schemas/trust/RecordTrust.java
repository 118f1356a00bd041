package dev.consilium.schemas.trust;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the records of this module may be instantiated. From 1.12.2 on, Avro refuses every generated class that nobody has
 * called trusted, its own builders included.
 *
 * <p>It is a service of Avro's ({@code META-INF/services}), so that it is in force before the first record is built or read, in whatever
 * program has this module on its class path, without a call that could be forgotten. It converts nothing.
 */
public final class RecordTrust extends Conversion<RecordTrust> {

    private static final String RECORDS = "dev.consilium.avro";

    static {
        // What the user's system properties or own code trust, stays trusted.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(RECORDS)));
    }

    @Override
    public Class<RecordTrust> getConvertedType() {
        return RecordTrust.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "consilium-record-trust";
    }
}
