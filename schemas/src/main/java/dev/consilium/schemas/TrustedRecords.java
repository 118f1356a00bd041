package dev.consilium.schemas;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro which generated classes it may create. Avro refuses all that nobody vouched for, because the name of the class comes with the
 * data; its list is one per process, so this one is too. Serdes of this module trust their type by themselves.
 */
public final class TrustedRecords {

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> NAMES.contains(type.getName())));
    }

    private TrustedRecords() {}

    /** Trusts {@code type} and the generated classes of the records, enums and fixed types inside it. */
    public static void trust(Class<? extends SpecificRecord> type) {
        collect(SpecificData.get().getSchema(type), new HashSet<>());
    }

    private static void collect(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    NAMES.add(SpecificData.getClassName(schema));
                    schema.getFields().forEach(field -> collect(field.schema(), seen));
                }
            }
            case ENUM, FIXED -> NAMES.add(SpecificData.getClassName(schema));
            case ARRAY -> collect(schema.getElementType(), seen);
            case MAP -> collect(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, seen));
            default -> {
                // Primitive types have no class of their own.
            }
        }
    }
}
