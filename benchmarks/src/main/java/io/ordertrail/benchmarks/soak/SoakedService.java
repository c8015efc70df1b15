package io.ordertrail.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The four services with their databases and numbers of replicas. */
enum SoakedService {
    ORDER_INTAKE("intake", 2),
    STATUS_POLLER("poller", 2),
    REFILL_MANAGER("refill", 1),
    NOTIFIER("notifier", 2);

    private final String database;
    private final int replicas;

    SoakedService(String database, int replicas) {
        this.database = database;
        this.replicas = replicas;
    }

    String database() {
        return database;
    }

    List<String> replicaNames() {
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(replica -> module() + "-" + replica)
                .toList();
    }

    String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
