package io.ordertrail.benchmarks.soak;

import static io.ordertrail.benchmarks.soak.SoakTimes.setting;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of each service beside its addresses. Times that protect an order are production's by one factor
 * ({@link SoakTimes}); the others are as short as lets changes be seen soon.
 */
final class SoakSettings {

    private SoakSettings() {}

    static Map<String, String> of(SoakedService service, SoakTimes times) {
        return switch (service) {
            case ORDER_INTAKE ->
                Map.ofEntries(
                        Map.entry("ORDERTRAIL_INTAKE_DOUBT_SETTLE", setting(times.settle())),
                        Map.entry("ORDERTRAIL_INTAKE_DOUBT_INTERVAL", setting(times.doubtInterval())),
                        Map.entry("ORDERTRAIL_INTAKE_DOUBT_CLOCK_SKEW", setting(times.clockSkew())),
                        Map.entry("ORDERTRAIL_INTAKE_BALANCE_INTERVAL", "5s"),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_SWEEP", setting(times.sweep())),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_LEASE_MARGIN", setting(times.leaseMargin())),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_FUNDS_PAUSE", "2s"),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_RATE_LIMIT_PAUSE", "1s"),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_PROBE_INTERVAL", "1s"),
                        Map.entry("ORDERTRAIL_INTAKE_SUBMISSION_SHUTDOWN_TIMEOUT", "5s"));
            case STATUS_POLLER ->
                Map.of(
                        "ORDERTRAIL_POLLER_CADENCE_SHORTEST", "1s",
                        "ORDERTRAIL_POLLER_CADENCE_LONGEST", "3s",
                        "ORDERTRAIL_POLLER_CADENCE_SHORTEST_AFTER_END", "3s",
                        "ORDERTRAIL_POLLER_CADENCE_LONGEST_AFTER_END", "20s",
                        "ORDERTRAIL_POLLER_PROGRESS_EVERY", "10s",
                        "ORDERTRAIL_POLLER_FIRST_PAUSE", "200ms",
                        "ORDERTRAIL_POLLER_LONGEST_PAUSE", "2s",
                        "ORDERTRAIL_POLLER_LONGEST_MISS", "5s");
            case REFILL_MANAGER ->
                Map.of(
                        "ORDERTRAIL_REFILL_COOL_DOWN", "1s",
                        "ORDERTRAIL_REFILL_FOLLOW_SOONEST", "1s",
                        "ORDERTRAIL_REFILL_FOLLOW_LATEST", "3s",
                        "ORDERTRAIL_REFILL_DOUBT_AFTER", "10s",
                        "ORDERTRAIL_REFILL_RETRY_FIRST", "1s",
                        "ORDERTRAIL_REFILL_WORK_LEASE", setting(times.lease().plusSeconds(1)),
                        "ORDERTRAIL_REFILL_WORK_SINGLE_BATCH", "1",
                        "ORDERTRAIL_REFILL_WORK_PANEL_BACK_OFF", "1s",
                        "ORDERTRAIL_REFILL_WORK_TICK", "1s");
            case NOTIFIER ->
                Map.of(
                        "ORDERTRAIL_NOTIFIER_ENCRYPTION_KEY", "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOW_HTTP", "true",
                        "ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8",
                        "ORDERTRAIL_NOTIFIER_WEBHOOKS_ALLOWED_PORTS", "1024-65535",
                        "ORDERTRAIL_NOTIFIER_WEBHOOKS_TIMEOUT", "3s",
                        "ORDERTRAIL_NOTIFIER_DELIVERY_LEASE", "10s",
                        "ORDERTRAIL_NOTIFIER_DELIVERY_RETRIES", "500ms,1s,1s,2s,2s,5s,5s,10s,10s,20s",
                        "ORDERTRAIL_NOTIFIER_DELIVERY_SHORTEST_PAUSE", "500ms",
                        "ORDERTRAIL_NOTIFIER_DELIVERY_LONGEST_PAUSE", "2s",
                        "QUARKUS_MAILER_MOCK", "true");
        };
    }

    /**
     * Returns the settings of one panel.
     *
     * @param port where its proxy listens
     */
    static Map<String, String> ofPanel(String panel, int port, SoakTimes times) {
        String prefix = "ORDERTRAIL_PANELS_" + panel.toUpperCase(Locale.ROOT) + "_";
        Map<String, String> settings = new HashMap<>();
        settings.put(prefix + "URL", "http://127.0.0.1:" + port + "/" + panel + "/api/v2");
        settings.put(prefix + "KEY", panel + "-key");
        settings.put(prefix + "REQUESTS_PER_SECOND", "500");
        settings.put(prefix + "CONCURRENCY", "16");
        settings.put(prefix + "TIMEOUT", setting(times.timeout()));
        settings.put(prefix + "CONNECT_TIMEOUT", setting(times.connectTimeout()));
        if (panel.equals(SoakOrders.SHARED_PANEL)) {
            settings.put(prefix + "EXCLUSIVE_ACCOUNT", "false");
        }
        return settings;
    }
}
