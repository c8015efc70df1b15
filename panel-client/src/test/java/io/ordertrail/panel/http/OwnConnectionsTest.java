package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnConnectionsTest {

    private final ScriptedPanel panel =
            new ScriptedPanel("smmnew").answers("{\"balance\":\"100.84\",\"currency\":\"USD\"}");

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void the_other_panel_is_the_same_panel_with_the_same_key() {
        Panel other = panel.withOwnConnections();

        assertThat(other.name()).isEqualTo(panel.client().name());
        assertThat(balance(other)).isEqualTo(new Outcome.Answered<>(Money.of("100.84", "USD")));
        assertThat(panel.requests()).containsExactly(Map.of("key", ScriptedPanel.KEY, "action", "balance"));
    }

    @Test
    void the_other_panel_is_closed_with_the_others() {
        Panel other = panel.withOwnConnections();

        panel.closeClients();

        assertThat(balance(other)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void a_panel_that_is_not_configured_has_no_other_connections() {
        Vertx vertx = Vertx.vertx();
        try (Panels none = Panels.of(Map::of, vertx, InstantSource.system(), CallObserver.NONE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> none.withOwnConnections(new PanelName("smmnew")))
                    .withMessageContaining("smmnew");
        } finally {
            vertx.close();
        }
    }

    private static Outcome<Money> balance(Panel panel) {
        return panel.balance().await().indefinitely();
    }
}
