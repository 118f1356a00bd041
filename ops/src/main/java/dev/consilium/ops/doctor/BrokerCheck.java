package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Whether a broker answers; if not, how far we get. */
record BrokerCheck(Cluster cluster) implements Check {

    private static final String FEATURE = "metadata.version";

    @Override
    public Subject subject() {
        return Subject.BROKER;
    }

    @Override
    public List<Finding> look() {
        String address = cluster.connection().bootstrapServers();
        try {
            Collection<Node> brokers = cluster.brokers();
            String id = Causes.answer(cluster.admin().describeCluster().clusterId());
            return List.of(new Ok(
                    subject().toString(),
                    brokers.size() + (brokers.size() == 1 ? " broker" : " brokers") + " of cluster " + id + " at "
                            + address + level()));
        } catch (Exception e) {
            return List.of(failed(address, e));
        }
    }

    private String level() throws Exception {
        FinalizedVersionRange level = Causes.answer(
                        cluster.admin().describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(FEATURE);
        return level == null ? "" : ", " + FEATURE + " level " + level.maxVersionLevel();
    }

    private static Finding failed(String address, Exception failure) {
        String of = Subject.BROKER.toString();
        Throwable root = Causes.root(failure);
        if (root instanceof AuthenticationException) {
            return new Failed(
                    of,
                    "the broker at " + address + " refuses us: " + Causes.text(root),
                    "check user, password and certificates in --command-config (or kafka.* in --config)");
        }
        if (root instanceof ConfigException) {
            return new Failed(
                    of, Causes.text(root), "correct --bootstrap-server, or that property in --command-config");
        }
        Optional<String> closed = PortProbe.whyClosed(address);
        return closed.map(why -> new Failed(
                        of,
                        "nothing listens at " + address + " (" + why + ")",
                        "start a broker (`consilium stack`), or name yours with --bootstrap-server"))
                .orElseGet(() -> new Failed(
                        of,
                        "something listens at " + address + ", but no broker answers (" + Causes.text(root) + ")",
                        "if it wants TLS or SASL, give its settings with --command-config; otherwise the address that it"
                                + " tells clients (advertised.listeners) may be one that cannot be reached from here"));
    }
}
