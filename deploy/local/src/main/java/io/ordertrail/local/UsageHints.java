package io.ordertrail.local;

import java.util.List;

/** What to try next, ready to paste. */
final class UsageHints {

    private static final String ORDER =
            "{\"reference\":\"my-1\",\"panel\":\"promosmm\",\"content\":{\"service\":\"101\",\"link\":\"https://example.org/my/1\",\"quantity\":1000}}";

    private UsageHints() {}

    static List<String> lines(Ports ports, DataDirectory home) {
        return List.of(
                "",
                "Publish an order:",
                "  echo '%s' | kcat -b localhost:%d -P -t orders.requests -H ce_specversion=1.0 -H ce_type=order.place -H ce_source=%s -H ce_id=my-1"
                        .formatted(ORDER, ports.kafka(), OrderFile.SHOP),
                "  curl -sS localhost:%d/v1/orders -H \"Authorization: Bearer $(sed -n 's/^shop-key=//p' %s/secrets.properties)\" -H 'Idempotency-Key: my-2' -H 'Content-Type: application/json' -d '%s'"
                        .formatted(
                                ports.of(LaunchedService.ORDER_INTAKE),
                                home.data(),
                                ORDER.replace("my-1", "my-2").replace("my/1", "my/2")),
                "Logs are in %s; Ctrl-C stops everything.".formatted(home.logs()),
                "");
    }
}
