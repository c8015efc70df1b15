package io.ordertrail.benchmarks.model.refill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.model.Exploration;
import io.ordertrail.benchmarks.model.Explorer;
import io.ordertrail.benchmarks.model.Model;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The small models of refills. {@code benchmarks/run model} explores the large ones. */
class RefillModelTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void no_interleaving_refills_twice_or_outside_the_warranty_or_gets_stuck(String name, Model<?> model) {
        Exploration found = Explorer.explore(model);

        assertThat(found.violation()).as(name).isEmpty();
        assertThat(found.isComplete()).as(name).isTrue();
    }

    static Stream<Arguments> models() {
        return RefillModels.small().entrySet().stream().map(model -> Arguments.of(model.getKey(), model.getValue()));
    }
}
