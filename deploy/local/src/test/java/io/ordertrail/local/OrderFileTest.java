package io.ordertrail.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.local.progress.ExpectedOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {

    @TempDir
    Path directory;

    @Test
    void the_sample_orders_are_at_least_sixty_over_five_panels_each_with_a_link_of_its_own() {
        OrderFile samples = OrderFile.read(Path.of("sample-orders.jsonl"));

        assertThat(samples.lines()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(samples.lines().stream()
                        .map(line -> line.order().panel().value())
                        .distinct())
                .containsExactlyInAnyOrder("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");
        assertThat(samples.lines().stream().map(line -> line.order().content().link()))
                .doesNotHaveDuplicates();
        assertThat(samples.lines().stream().map(line -> line.order().reference()))
                .doesNotHaveDuplicates();
        assertThat(samples.lines()).anyMatch(line -> line.order().content().dripFeed() != null);
        assertThat(samples.lines())
                .anyMatch(line -> line.order().content().parameters().containsKey("comments"));
        assertThat(samples.expected()).anyMatch(ExpectedOrder::refill);
    }

    @Test
    void a_line_that_is_no_order_is_reported_with_its_number() throws IOException {
        Path file = Files.write(
                directory.resolve("orders.jsonl"),
                List.of(
                        "# the first",
                        "{\"reference\":\"A\",\"panel\":\"promosmm\",\"content\":{\"service\":\"101\",\"quantity\":1}}",
                        "{\"reference\":\"B\",\"pannel\":\"promosmm\"}"));

        assertThatThrownBy(() -> OrderFile.read(file))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("orders.jsonl, line 3: order.place has no field 'pannel'");
    }

    @Test
    void a_line_that_is_no_json_is_reported_with_its_number() throws IOException {
        Path file = Files.write(directory.resolve("orders.jsonl"), List.of("{\"reference\":"));

        assertThatThrownBy(() -> OrderFile.read(file)).hasMessageContaining("line 1: The value is no JSON");
    }
}
