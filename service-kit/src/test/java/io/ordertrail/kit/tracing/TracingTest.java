package io.ordertrail.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    private static final String SHOPS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Tracing off = new Tracing(OpenTelemetry.noop(), true);

    @Test
    void without_an_endpoint_the_shops_trace_is_handed_on_as_it_came() {
        assertThat(off.begin("orders.requests process", SpanKind.CONSUMER, SHOPS)
                        .traceparent())
                .isEqualTo(SHOPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-x", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-a\r\nevil: 1"})
    void what_is_no_trace_context_is_none(String malformed) {
        assertThat(off.begin("orders.requests process", SpanKind.CONSUMER, malformed)
                        .traceparent())
                .isNull();
    }

    @Test
    void what_runs_under_a_trace_finds_it_and_what_comes_after_does_not() {
        AtomicReference<String> within = new AtomicReference<>();

        Tracing.under(SHOPS, () -> within.set(Tracing.current()));

        assertThat(within.get()).isEqualTo(SHOPS);
        assertThat(Tracing.current()).isNull();
    }
}
