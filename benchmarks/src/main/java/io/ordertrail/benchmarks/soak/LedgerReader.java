package io.ordertrail.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.benchmarks.soak.SoakLedgerOrder.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the simulator's ledger: what the panels really did. */
final class LedgerReader {

    private final ObjectMapper json = new ObjectMapper();
    private final ServiceCluster cluster;
    private final Admin admin;

    LedgerReader(ServiceCluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /** Returns every order that a panel took, runs of drip-feeds included. */
    List<SoakLedgerOrder> orders() throws IOException, InterruptedException {
        try (Stream<String> lines = admin.lines(cluster.at(ServiceCluster.SIMULATOR, "/admin/ledger"))) {
            return lines.map(this::tree).map(LedgerReader::order).toList();
        }
    }

    /** Returns how many faults were injected, by action and kind. */
    Map<String, Long> faults() throws IOException, InterruptedException {
        try (Stream<String> lines = admin.lines(cluster.at(ServiceCluster.SIMULATOR, "/admin/ledger/faults"))) {
            return lines.map(this::tree)
                    .collect(Collectors.groupingBy(
                            fault -> "%s: %s, %s"
                                    .formatted(
                                            fault.path("action").asText(),
                                            fault.path("fault").asText(),
                                            fault.path("done").asBoolean() ? "done" : "not done"),
                            TreeMap::new,
                            Collectors.counting()));
        }
    }

    /** Returns the links of {@code add} calls into which a fault was injected. */
    Set<String> linksWithFaults() throws IOException, InterruptedException {
        try (Stream<String> lines = admin.lines(cluster.at(ServiceCluster.SIMULATOR, "/admin/ledger/faults"))) {
            return lines.map(this::tree)
                    .filter(fault -> fault.path("action").asText().equals("add"))
                    .map(fault -> fault.path("link").asText())
                    .collect(Collectors.toSet());
        }
    }

    private JsonNode tree(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SoakLedgerOrder order(JsonNode node) {
        List<Change> changes = StreamSupport.stream(node.path("changes").spliterator(), false)
                .map(change -> new Change(
                        change.path("status").asText(),
                        Instant.parse(change.path("atWall").asText())))
                .toList();
        int refills = (int) StreamSupport.stream(node.path("refills").spliterator(), false)
                .filter(refill -> StreamSupport.stream(refill.path("changes").spliterator(), false)
                        .noneMatch(change -> change.path("status").asText().equals("Rejected")))
                .count();
        return new SoakLedgerOrder(
                node.path("panel").asText(),
                node.path("id").asText(),
                node.path("link").asText(),
                node.path("parent").asText(null),
                new BigDecimal(node.path("charge").asText()),
                node.path("fate").asText(),
                changes,
                refills);
    }
}
