package io.ordertrail.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many orders status-poller looked at, by panel, from its metrics. */
record PanelChecks(HttpClient http, URI metrics) {

    private static final Pattern SAMPLE = Pattern.compile(
            "ordertrail_(?:poller_)?(?:checks|checked|orders_checked)(?:_orders)?_total\\{([^}]*)} ([0-9.eE+]+)");
    private static final Pattern PANEL = Pattern.compile("panel=\"([^\"]+)\"");

    /** Empty while it does not answer. */
    Map<String, Long> byPanel() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(metrics)
                    .timeout(Duration.ofSeconds(2))
                    .header("Accept", "text/plain")
                    .build();
            return parse(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return Map.of(); // it starts, or it stops
        }
    }

    static Map<String, Long> parse(String text) {
        Map<String, Long> checks = new TreeMap<>();
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            Matcher panel = PANEL.matcher(samples.group(1));
            if (panel.find()) {
                checks.merge(panel.group(1), (long) Double.parseDouble(samples.group(2)), Long::sum);
            }
        }
        return checks;
    }
}
