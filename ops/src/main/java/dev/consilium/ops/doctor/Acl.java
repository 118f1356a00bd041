package dev.consilium.ops.doctor;

/** How a right is granted. */
final class Acl {

    private Acl() {}

    /**
     * The command for it.
     *
     * @param operation as Kafka spells it, such as {@code Read}
     * @param resource such as {@code --topic images}
     */
    static String grant(String operation, String resource) {
        return "kafka-acls.sh --add --allow-principal User:NAME --operation " + operation + " " + resource;
    }
}
