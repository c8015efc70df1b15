package io.ordertrail.benchmarks.soak;

import java.util.Locale;

/** The four services, their databases, and how many replicas there are. */
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

    int replicas() {
        return replicas;
    }

    String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
