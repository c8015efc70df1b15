package io.ordertrail.local;

/** The four services. */
enum LaunchedService {
    ORDER_INTAKE("order-intake", 8080, "intake"),
    STATUS_POLLER("status-poller", 8081, "poller"),
    REFILL_MANAGER("refill-manager", 8082, "refill"),
    NOTIFIER("notifier", 8083, "notifier");

    private final String title;
    private final int port;
    private final String database;

    LaunchedService(String title, int port, String database) {
        this.title = title;
        this.port = port;
        this.database = database;
    }

    /** Its module's name, and its own. */
    String title() {
        return title;
    }

    int port() {
        return port;
    }

    String database() {
        return database;
    }
}
