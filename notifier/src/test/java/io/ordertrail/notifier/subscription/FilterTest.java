package io.ordertrail.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.EventTypes;
import io.ordertrail.notifier.message.EventSubject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final EventSubject COMPLETED = new EventSubject(
            "order.status-changed",
            "completed",
            new ShopId("acme"),
            new PanelName("smmnew"),
            new ServiceId("7"),
            List.of("vip", "eu"),
            new OrderId(1),
            null);

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "order.*, true",
        "order.status-changed, true",
        "order.status-changed.completed, true",
        "order.status-changed.*, true",
        "*.completed, true",
        "*status*, true",
        "order.**.completed, true",
        "order.status-changed.canceled, false",
        "order.status, false",
        "refill.*, false",
        "*.canceled, false",
        "order, false",
        "rder.*, false"
    })
    void a_star_stands_for_any_characters(String pattern, boolean matches) {
        assertThat(new TypePattern(pattern).matches(COMPLETED)).isEqualTo(matches);
    }

    @Test
    @Timeout(1)
    void a_pattern_of_many_stars_is_not_slow() {
        TypePattern hostile = new TypePattern("*a".repeat(50));
        assertThat(hostile.matches("a".repeat(49) + "b".repeat(10_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Order.*", "order/*", "order accepted", "?"})
    void what_is_no_pattern_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypePattern(text))
                .withMessageContaining(text);
    }

    @Test
    void an_empty_filter_passes_everything() {
        assertThat(Filter.ALL.matches(COMPLETED)).isTrue();
    }

    @Test
    void all_that_is_given_must_hold() {
        assertThat(filter("order.*", "smmnew", "7", "vip").matches(COMPLETED)).isTrue();
        assertThat(filter("refill.*", "smmnew", "7", "vip").matches(COMPLETED)).isFalse();
        assertThat(filter("order.*", "smmowner", "7", "vip").matches(COMPLETED)).isFalse();
        assertThat(filter("order.*", "smmnew", "8", "vip").matches(COMPLETED)).isFalse();
        assertThat(filter("order.*", "smmnew", "7", "us").matches(COMPLETED)).isFalse();
    }

    @Test
    void what_has_no_panel_does_not_pass_where_one_is_asked_for() {
        EventSubject disabled =
                new EventSubject("endpoint.disabled", null, new ShopId("acme"), null, null, List.of(), null, "sub_1");
        assertThat(filter("*", "smmnew", "7", "vip").matches(disabled)).isFalse();
    }

    @Test
    void the_default_types_name_types_that_exist() {
        List<TypePattern> defaults = new ArrayList<>(DefaultTypes.FOR_PEOPLE);
        defaults.addAll(DefaultTypes.FOR_OPERATORS);
        assertThat(defaults)
                .allSatisfy(pattern -> assertThat(EventTypes.names())
                        .anyMatch(
                                type -> pattern.matches(type) || pattern.value().startsWith(type + ".")));
    }

    private static Filter filter(String type, String panel, String service, String tag) {
        return new Filter(
                List.of(new TypePattern(type)),
                List.of(new PanelName(panel)),
                List.of(new ServiceId(service)),
                List.of(tag));
    }
}
