package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SoakOrdersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_same_seed_makes_the_same_orders() {
        assertThat(orders(1)).isEqualTo(orders(1)).isNotEqualTo(orders(2));
    }

    @Test
    void links_and_user_names_are_unique() {
        assertThat(orders(1)).extracting(SoakOrder::link).doesNotHaveDuplicates();
    }

    @Test
    void seven_of_ten_orders_have_one_of_five_quantities_and_half_of_these_are_a_thousand() {
        List<Long> fixed = orders(1).stream()
                .filter(SoakOrder::fixedQuantity)
                .map(order -> content(order).path("quantity"))
                .filter(quantity -> !quantity.isMissingNode())
                .map(JsonNode::asLong)
                .toList();

        assertThat(fixed).hasSizeBetween(6500, 7500).containsOnly(100L, 500L, 1000L, 2000L, 5000L);
        assertThat(fixed.stream().filter(quantity -> quantity == 1000).count())
                .isBetween(fixed.size() * 45L / 100, fixed.size() * 55L / 100);
    }

    @Test
    void some_are_drip_feeds_and_some_are_subscriptions_without_a_link() {
        assertThat(contents().filter(content -> content.has("dripFeed")).count())
                .isBetween(300L, 500L);
        assertThat(contents()
                        .filter(content -> content.path("parameters").has("username"))
                        .toList())
                .hasSizeBetween(50, 150)
                .noneMatch(content -> content.has("link"));
    }

    private static Stream<JsonNode> contents() {
        return orders(1).stream().map(SoakOrdersTest::content);
    }

    private static JsonNode content(SoakOrder order) {
        try {
            return JSON.readTree(order.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SoakOrder> orders(long seed) {
        SoakOrders orders = new SoakOrders(seed);
        return Stream.generate(orders::next).limit(10_000).toList();
    }
}
