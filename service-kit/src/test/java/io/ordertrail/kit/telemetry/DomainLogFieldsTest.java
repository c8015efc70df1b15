package io.ordertrail.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.quarkus.logging.json.runtime.JsonFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class DomainLogFieldsTest {

    @Test
    void the_order_and_the_panel_of_a_message_are_fields_of_the_json() throws Exception {
        JsonNode line = logged("Order %s at %s needs an operator", new OrderId(4711), new PanelName("promosmm"));

        assertThat(line.path("message").asText()).isEqualTo("Order 4711 at promosmm needs an operator");
        assertThat(line.at("/mdc/order").asText()).isEqualTo("4711");
        assertThat(line.at("/mdc/panel").asText()).isEqualTo("promosmm");
    }

    @Test
    void a_message_about_neither_has_none() throws Exception {
        assertThat(logged("The sweep is tried again: %s", "no connection").at("/mdc"))
                .isEmpty();
    }

    private static JsonNode logged(String format, Object... parameters) throws Exception {
        ExtLogRecord message = new ExtLogRecord(Level.WARN, format, FormatStyle.PRINTF, "test");
        message.setParameters(parameters);
        assertThat(new DomainLogFields().isLoggable(message)).isTrue();
        return JsonMapper.builder().build().readTree(new JsonFormatter().format(message));
    }
}
