package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Whether every broker answers where it tells clients to find it: one may be known and still not be reached. */
record ListenersCheck(Cluster cluster) implements Check {

    @Override
    public Subject subject() {
        return Subject.LISTENERS;
    }

    @Override
    public List<Finding> look() throws Exception {
        Map<ConfigResource, Node> brokers = new LinkedHashMap<>();
        for (Node broker : cluster.brokers()) {
            brokers.put(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()), broker);
        }
        // A question that only the broker itself can answer.
        Map<ConfigResource, KafkaFuture<Config>> answers =
                cluster.admin().describeConfigs(brokers.keySet()).values();
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<ConfigResource, KafkaFuture<Config>> answer : answers.entrySet()) {
            Node broker = brokers.get(answer.getKey());
            if (broker != null && !answers(answer.getValue())) {
                findings.add(
                        new Failed(
                                "broker " + broker.idString(),
                                "does not answer at " + text(broker) + ", which is where it tells clients to find it",
                                "start it, correct its advertised.listeners, or let this machine resolve and reach that address"));
            }
        }
        return findings.isEmpty()
                ? List.of(new Ok(
                        subject().toString(),
                        "reached: "
                                + brokers.values().stream()
                                        .map(ListenersCheck::text)
                                        .collect(Collectors.joining(", "))))
                : findings;
    }

    private static boolean answers(KafkaFuture<Config> answer) throws Exception {
        try {
            Causes.answer(answer);
            return true;
        } catch (AuthorizationException e) {
            return true; // It said no, but it said something.
        } catch (RetriableException e) {
            return false;
        }
    }

    private static String text(Node broker) {
        return broker.host() + ":" + broker.port();
    }
}
