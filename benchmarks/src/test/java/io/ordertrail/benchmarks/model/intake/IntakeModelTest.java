package io.ordertrail.benchmarks.model.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.model.Exploration;
import io.ordertrail.benchmarks.model.Explorer;
import io.ordertrail.benchmarks.model.Model;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@code benchmarks/run model} that every build explores. */
class IntakeModelTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void no_interleaving_breaks_a_promise(String name, Model<?> model) {
        Exploration found = Explorer.explore(model);

        assertThat(found.violation()).as(name).isEmpty();
        assertThat(found.isComplete()).as("%s is explored completely", name).isTrue();
        assertThat(found.states()).as("states of %s", name).isGreaterThan(1_000);
    }

    static Stream<Arguments> models() {
        return IntakeModels.small().entrySet().stream().map(model -> Arguments.of(model.getKey(), model.getValue()));
    }
}
