package io.ordertrail.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PanelChecksTest {

    @Test
    void checks_are_summed_by_panel() {
        String metrics = """
                # HELP ordertrail_checks_orders_total Orders looked at
                ordertrail_checks_orders_total{kind="normal",panel="smmnew"} 120.0
                ordertrail_checks_orders_total{kind="drip-feed",panel="smmnew"} 5.0
                ordertrail_checks_orders_total{kind="normal",panel="smmgulf"} 1.5E3
                jvm_threads_live 20.0
                """;

        assertThat(PanelChecks.parse(metrics)).isEqualTo(Map.of("smmnew", 125L, "smmgulf", 1500L));
    }
}
