package io.ordertrail.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.ServiceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class OrderTypeTest {

    static final List<OrderType> ALL = OrderType.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void an_empty_order_lacks_all_that_its_type_needs(OrderType type) {
        OrderContent empty = new OrderContent(new ServiceId("1"), null, null, null, Map.of());

        int needed = type.required().size() + (type.link() ? 1 : 0) + (type.quantity() ? 1 : 0);
        assertThat(type.problems(empty)).hasSizeGreaterThanOrEqualTo(needed).allMatch(text -> text.contains("missing"));
    }

    @Test
    void custom_comments_need_comments_and_no_quantity() {
        OrderType type = OrderType.find("CUSTOM comments").orElseThrow();

        assertThat(type.problems(new OrderContent(new ServiceId("1"), "https://a", null, null, Map.of())))
                .containsExactly("parameters.comments is missing; a service of the type Custom Comments needs it");
        assertThat(type.problems(
                        new OrderContent(new ServiceId("1"), "https://a", null, null, Map.of("comments", "Nice"))))
                .isEmpty();
    }

    @Test
    void a_drip_feed_is_refused_where_the_type_has_none() {
        assertThat(OrderType.find("Poll")
                        .orElseThrow()
                        .problems(new OrderContent(
                                new ServiceId("1"), "https://a", 1L, new DripFeed(2, 5), Map.of("answer_number", "1"))))
                .containsExactly("dripFeed is not possible for a service of the type Poll; leave it out");
    }

    @Test
    void a_subscription_has_a_delay_from_the_list_and_a_day_as_expiry() {
        Map<String, String> wrong =
                Map.of("username", "a", "min", "1", "max", "2", "delay", "7", "expiry", "2026-12-24");

        assertThat(OrderType.find("Subscriptions")
                        .orElseThrow()
                        .problems(new OrderContent(new ServiceId("1"), null, null, null, wrong)))
                .hasSize(2);
    }

    @Test
    void a_parameter_that_the_type_does_not_have_is_named_with_those_that_it_has() {
        assertThat(OrderType.find("Mentions with Hashtags")
                        .orElseThrow()
                        .problems(content(Map.of("usernames", "a", "hashtags", "b", "hashtag", "c"))))
                .containsExactly(
                        "parameters.hashtag is unknown; a service of the type Mentions with Hashtags takes hashtags, usernames");
        assertThat(OrderType.find("Default").orElseThrow().problems(content(Map.of("comments", "Nice"))))
                .containsExactly("parameters.comments is unknown; a service of the type Default takes none");
    }

    private static OrderContent content(Map<String, String> parameters) {
        return new OrderContent(new ServiceId("1"), "https://a", 100L, null, parameters);
    }

    @Test
    void a_type_that_is_unknown_is_not_in_the_table() {
        assertThat(OrderType.find("Telepathy")).isEmpty();
    }
}
